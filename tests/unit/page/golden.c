/* SPDX-License-Identifier: MIT
 *
 * tests/golden/page/NAME.html.in or NAME.md.in → .40.out and .80.out.
 */
#include <config.h>

#include "show.h"

#include "tests/lib/golden.h"

static char *
render(const char *name, const char *data, const PageOptions *options)
{
	g_auto(Shown) shown = show(data, name, options);
	check_promises(shown.page, options, name);
	return page_dump(shown.page);
}

static char *
render_40(const char *name, const char *data, gsize len)
{
	PageOptions o = { .width = 40, .link_numbers = true };
	o.wrap_code = true;
	return render(name, data, &o);
}

static char *
render_80(const char *name, const char *data, gsize len)
{
	PageOptions o = { .width = 80, .link_numbers = true };
	return render(name, data, &o);
}

static char *
render_plain(const char *name, const char *data, gsize len)
{
	PageOptions o = { .width = 60, .ascii = true, .linear = true };
	return render(name, data, &o);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	golden_add("page", ".40.out", render_40);
	golden_add("page", ".80.out", render_80);
	golden_add("page", ".plain.out", render_plain);
	return g_test_run();
}

/* SPDX-License-Identifier: MIT
 *
 * Every part of the screen can be read in every theme: contrast as WCAG 2
 * computes it, 4.5 at least.  The 16 colours that users change themselves,
 * and the terminal's own, are not known here.
 */
#include <math.h>

#include "base/color.h"
#include "conf/theme.h"

static double
linear(guint32 channel)
{
	double c = channel / 255.0;
	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double
luminance(Color color)
{
	guint32 rgb = color_rgb(color);
	return 0.2126 * linear(rgb >> 16 & 255) +
		0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
}

static double
contrast(const Look *look)
{
	double a = luminance(look->fg), b = luminance(look->bg);
	return (MAX(a, b) + 0.05) / (MIN(a, b) + 0.05);
}

static void
check(const char *name, const Look looks[N_ROLES], int colors, double least)
{
	for (Role role = 0; role < N_ROLES; role++) {
		const Look *look = &looks[role];
		if (look->fg < 16 || look->bg < 16 || contrast(look) >= least)
			continue;
		g_test_message("%s, %d colours: %s has a contrast of %.2f",
			name, colors, role_name(role), contrast(look));
		g_test_fail();
	}
}

static void
test_contrast(gconstpointer data)
{
	const char *name = data;
	Look looks[N_ROLES];
	GError *error = NULL;
	theme_load(theme_text(name), looks, &error);
	g_assert_no_error(error);
	check(name, looks, 1 << 24, 4.5);
	theme_reduce(looks, 256);
	check(name, looks, 256, 4.5);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	/* The first is no theme but a choice of one. */
	for (const char *const *name = theme_names() + 1; *name; name++) {
		g_autofree char *path = g_strconcat("/contrast/", *name, NULL);
		g_test_add_data_func(path, *name, test_contrast);
	}
	return g_test_run();
}

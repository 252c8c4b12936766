/* SPDX-License-Identifier: MIT
 *
 * Stands in for libFuzzer: gives a fuzz target each file of its corpus
 * (tests/fuzz/corpus/NAME), or the files named as arguments, and says so
 * in TAP.
 */
#include <glib.h>
#include <stdint.h>
#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
replay(const char *path)
{
	g_autofree char *data = NULL;
	gsize len = 0;
	g_autoptr(GError) error = NULL;
	printf("# %s\n", path);
	fflush(stdout);
	g_file_get_contents(path, &data, &len, &error);
	g_assert_no_error(error);
	/* A copy of the very size shows reads past the end. */
	g_autofree uint8_t *input = g_memdup2(data, len);
	LLVMFuzzerTestOneInput(input, len);
}

static int
replay_folder(const char *folder)
{
	int n = 0;
	GDir *dir = g_dir_open(folder, 0, NULL);
	if (!dir)
		return 0;
	for (const char *name; (name = g_dir_read_name(dir)); n++) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		replay(path);
	}
	g_dir_close(dir);
	return n;
}

int
main(int argc, char **argv)
{
	const char *top = g_getenv("top_srcdir");
	g_autofree char *name = g_path_get_basename(argv[0]);
	g_autofree char *folder = g_build_filename(
		top ? top : ".", "tests", "fuzz", "corpus", name, NULL);
	int n = 0;
	printf("1..1\n");
	for (int i = 1; i < argc; i++)
		if (argv[i][0] != '-') {
			replay(argv[i]);
			n++;
		}
	if (n == 0)
		n = replay_folder(folder);
	printf("%s 1 - %s: %d inputs\n", n > 0 ? "ok" : "not ok", name, n);
	return n > 0 ? 0 : 1;
}

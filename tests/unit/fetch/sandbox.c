/* SPDX-License-Identifier: MIT
 *
 * What a worker can still do once it has given up the rest.  Each case runs
 * in a process of its own, since there is no way back.
 */
#include <config.h>

#include "fetch/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fetch/command.h"

/* The leak sanitizer is let use ptrace. */
#if defined __SANITIZE_ADDRESS__
#define SANITIZED
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define SANITIZED
#endif
#endif

/* The statuses that a case ends with. */
enum { FINE, NOT_BARRED, WRONG, NO_SANDBOX };

static char *top, *log_path;

static const CommandLimits limits = { .max = 100 };

/* What the worker says of itself. */
static bool
is_barred(const char *what)
{
	g_autofree char *log = NULL;
	g_autofree char *words = g_strconcat(what, " barred", NULL);
	g_file_get_contents(log_path, &log, NULL, NULL);
	return log && strstr(log, words);
}

static bool
enter(Target *const *targets, gsize n)
{
	g_autofree char *store = g_build_filename(top, "in", "store.db", NULL);
	Paths paths = { .store = store };
	Worker worker = { .paths = &paths };
	return sandbox_enter(&worker, targets, n, NULL);
}

static bool
can_read(const char *folder)
{
	g_autofree char *path = g_build_filename(top, folder, "file", NULL);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static bool
can_write(const char *folder)
{
	g_autofree char *path = g_build_filename(top, folder, "new", NULL);
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0)
		return false;
	close(fd);
	return g_unlink(path) == 0;
}

static int
files(void)
{
	if (!enter(NULL, 0))
		return WRONG;
	if (!is_barred("files"))
		return NO_SANDBOX;
	if (!can_read("in") || !can_write("in"))
		return WRONG;
	/* What everybody reads is not to be written. */
	if (open("/dev/null", O_WRONLY | O_CLOEXEC) >= 0)
		return NOT_BARRED;
	return can_read("out") || can_write("out") ? NOT_BARRED : FINE;
}

static int
folders(void)
{
	Target folder = { TARGET_FOLDER };
	Target *targets[] = { &folder };
	g_autofree char *path = g_build_filename(top, "out", NULL);
	folder.path = path;
	if (!enter(targets, 1))
		return WRONG;
	if (!is_barred("files"))
		return NO_SANDBOX;
	if (!can_read("out"))
		return WRONG;
	return can_write("out") ? NOT_BARRED : FINE;
}

static int
programs(void)
{
	g_auto(GStrv) argv = g_strsplit("/bin/echo hello", " ", -1);
	gsize len;
	if (!enter(NULL, 0))
		return WRONG;
	if (!is_barred("programs"))
		return NO_SANDBOX;
	g_autofree char *out = command_run(argv, NULL, 0, &limits, &len, NULL);
	return out ? NOT_BARRED : FINE;
}

/* The process that runs commands holds nothing of the worker's open, however
 * many files that has. */
static int
open_files(void)
{
	enum { HIGH = 400 };
	g_auto(GStrv) known = g_strsplit("tr a b", " ", -1);
	Sub sub = { .kind = SUB_FILTER, .command = known };
	Target target = { .sub = &sub };
	Target *targets[] = { &target };
	int fds[2];
	gsize len = 0;
	char byte;
	if (pipe(fds) != 0 || fcntl(fds[0], F_SETFL, O_NONBLOCK) != 0 ||
		dup2(fds[1], HIGH) != HIGH || !enter(targets, 1))
		return WRONG;
	close(fds[1]);
	close(HIGH);
	g_autofree char *out = command_run(known, "a", 1, &limits, &len, NULL);
	if (g_strcmp0(out, "b") != 0)
		return WRONG;
	return read(fds[0], &byte, 1) == 0 ? FINE : NOT_BARRED;
}

static void
end_well(int number)
{
	_exit(FINE);
}

/* A system call has other numbers for programs of other kinds. */
static int
other_numbers(void)
{
	if (!enter(NULL, 0))
		return WRONG;
	if (!is_barred("programs"))
		return NO_SANDBOX;
#ifdef __x86_64__
	long x32 = syscall(0x40000000 + SYS_getpid);
	if (x32 >= 0 || errno != EPERM)
		return NOT_BARRED;
	/* A kernel without these calls ends who makes one. */
	signal(SIGSEGV, end_well);
	long getpid_32 = 20;
	__asm__ volatile("int $0x80" : "+a"(getpid_32) : : "memory");
	if (getpid_32 != -EPERM)
		return NOT_BARRED;
#endif
	return FINE;
}

static bool
is_denied(long result)
{
	return result == -1 && errno == EPERM;
}

static int
system_calls(void)
{
	if (!enter(NULL, 0))
		return WRONG;
	if (!is_barred("programs"))
		return NO_SANDBOX;
	bool denied = is_denied(syscall(SYS_execve, "/nowhere", NULL, NULL)) &&
		is_denied(syscall(SYS_execveat, -1, "", NULL, NULL, 0)) &&
		is_denied(syscall(SYS_process_vm_writev, getpid(), NULL, 0,
			NULL, 0, 0)) &&
		is_denied(syscall(SYS_bpf, -1, NULL, 0)) &&
		is_denied(syscall(SYS_mount, "", "/nowhere", "", 0, NULL));
#ifndef SANITIZED
	denied = denied && is_denied(ptrace(PTRACE_ATTACH, -1, NULL, NULL));
#endif
	return denied ? FINE : NOT_BARRED;
}

static int
commands(void)
{
	g_auto(GStrv) known = g_strsplit("tr a b", " ", -1);
	g_auto(GStrv) failing = g_strsplit("false", " ", -1);
	g_auto(GStrv) other = g_strsplit("tr a c", " ", -1);
	Sub subs[] = { { .kind = SUB_FILTER, .command = known },
		{ .kind = SUB_EXEC, .command = failing } };
	Target first = { .sub = &subs[0] }, second = { .sub = &subs[1] };
	Target *targets[] = { &first, &second };
	g_autoptr(GError) error = NULL;
	gsize len = 0;
	if (!enter(targets, 2))
		return WRONG;
	g_autofree char *out =
		command_run(known, "aha", 3, &limits, &len, NULL);
	if (g_strcmp0(out, "bhb") != 0 || len != 3)
		return WRONG;
	g_autofree char *none =
		command_run(failing, "", 0, &limits, &len, &error);
	if (none || !strstr(error->message, "the command fails"))
		return WRONG;
	g_autofree char *bad =
		command_run(other, "aha", 3, &limits, &len, NULL);
	g_autofree char *again =
		command_run(known, "a", 1, &limits, &len, NULL);
	if (g_strcmp0(again, "b") != 0)
		return WRONG;
	return bad ? NOT_BARRED : FINE;
}

static void
test_in_child(gconstpointer data)
{
	int (*const *check)(void) = data;
	int status = 0;
	g_unlink(log_path);
	pid_t pid = fork();
	if (pid == 0)
		_exit((*check)());
	g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
	g_assert_true(WIFEXITED(status));
	if (WEXITSTATUS(status) == NO_SANDBOX)
		g_test_skip("the kernel offers no such sandbox");
	else
		g_assert_cmpint(WEXITSTATUS(status), ==, FINE);
}

static void
make_folder(const char *name)
{
	g_autofree char *dir = g_build_filename(top, name, NULL);
	g_autofree char *file = g_build_filename(dir, "file", NULL);
	g_assert_cmpint(g_mkdir(dir, 0700), ==, 0);
	g_assert_true(g_file_set_contents(file, "x", 1, NULL));
}

static void
remove_folder(const char *name)
{
	g_autofree char *dir = g_build_filename(top, name, NULL);
	g_autofree char *file = g_build_filename(dir, "file", NULL);
	g_unlink(file);
	g_rmdir(dir);
}

int
main(int argc, char **argv)
{
	static int (*const checks[])(void) = { files, folders, programs,
		other_numbers, commands, open_files, system_calls };
	g_test_init(&argc, &argv, NULL);
	signal(SIGPIPE, SIG_IGN); /* as the worker does */
	top = g_dir_make_tmp("courant-sandbox-XXXXXX", NULL);
	log_path = g_build_filename(top, "in", "log", NULL);
	g_setenv("COURANT_LOG", log_path, TRUE);
	make_folder("in");
	make_folder("out");
	g_test_add_data_func("/fetch/sandbox/files", &checks[0], test_in_child);
	g_test_add_data_func(
		"/fetch/sandbox/folders", &checks[1], test_in_child);
	g_test_add_data_func(
		"/fetch/sandbox/programs", &checks[2], test_in_child);
	g_test_add_data_func(
		"/fetch/sandbox/other-numbers", &checks[3], test_in_child);
	g_test_add_data_func(
		"/fetch/sandbox/commands", &checks[4], test_in_child);
	g_test_add_data_func(
		"/fetch/sandbox/open-files", &checks[5], test_in_child);
	g_test_add_data_func(
		"/fetch/sandbox/system-calls", &checks[6], test_in_child);
	int status = g_test_run();
	g_unlink(log_path);
	remove_folder("in");
	remove_folder("out");
	g_rmdir(top);
	g_free(log_path);
	g_free(top);
	return status;
}

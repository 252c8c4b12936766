/* SPDX-License-Identifier: MIT
 *
 * Landlock and seccomp.
 */
#include <config.h>

#include "fetch/sandbox.h"

#include "base/log.h"
#include "fetch/keeper.h"

#if defined HAVE_LINUX_LANDLOCK_H && defined HAVE_LINUX_SECCOMP_H

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Landlock's first version: what each kernel with it understands. */
#define ALL_ACCESS ((1ULL << 13) - 1)
#define READ_ACCESS (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)

/* On some systems files of /etc are links to elsewhere. */
static const char *const readable[] = { "/etc", "/etc/hosts",
	"/etc/resolv.conf", "/etc/nsswitch.conf", "/etc/ssl/certs",
	"/var/lib/ca-certificates", "/usr", "/lib", "/lib64", LOCALEDIR,
	"/run/systemd/resolve", "/run/resolvconf", "/run/NetworkManager",
	"/var/run/nscd", "/nix/store", "/gnu/store", "/dev/urandom",
	"/dev/null", "/proc/self", "/proc/sys" };

/* Files and folders that the environment names for TLS. */
static const char *const variables[] = { "SSL_CERT_FILE", "SSL_CERT_DIR",
	"CURL_CA_BUNDLE", "LOCALDOMAIN", "HOSTALIASES" };

static void
allow(int ruleset, const char *path, guint64 access)
{
	int fd = open(path, O_PATH | O_CLOEXEC);
	if (fd < 0)
		return;
	if (!g_file_test(path, G_FILE_TEST_IS_DIR))
		access &= LANDLOCK_ACCESS_FS_READ_FILE |
			LANDLOCK_ACCESS_FS_WRITE_FILE;
	struct landlock_path_beneath_attr rule = { access, fd };
	syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH,
		&rule, 0);
	close(fd);
}

static void
allow_all(int ruleset, const Worker *worker, Target *const *targets, gsize n)
{
	for (gsize i = 0; i < G_N_ELEMENTS(readable); i++)
		allow(ruleset, readable[i], READ_ACCESS);
	for (gsize i = 0; i < G_N_ELEMENTS(variables); i++)
		if (g_getenv(variables[i]))
			allow(ruleset, g_getenv(variables[i]), READ_ACCESS);
	for (gsize i = 0; i < n; i++)
		if (targets[i]->path)
			allow(ruleset, targets[i]->path, READ_ACCESS);
	g_autofree char *store = realpath(worker->paths->store, NULL);
	g_autofree char *dir =
		g_path_get_dirname(store ? store : worker->paths->store);
	allow(ruleset, dir, ALL_ACCESS & ~LANDLOCK_ACCESS_FS_EXECUTE);
}

static bool
bar_files(const Worker *worker, Target *const *targets, gsize n)
{
	struct landlock_ruleset_attr attr = { ALL_ACCESS };
	int ruleset = (int)syscall(
		SYS_landlock_create_ruleset, &attr, sizeof attr, 0);
	if (ruleset < 0)
		return false;
	allow_all(ruleset, worker, targets, n);
	bool ok = syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
	close(ruleset);
	return ok;
}

#if defined __x86_64__
#define ARCH AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define ARCH AUDIT_ARCH_AARCH64
#else
#define ARCH 0
#endif

#define DENY(call)                                                             \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##call, 0, 1),                 \
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | 1 /* EPERM */)

/* The leak sanitizer looks at its own process through ptrace. */
#if defined __SANITIZE_ADDRESS__
#define DENY_PTRACE
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define DENY_PTRACE
#endif
#endif
#ifndef DENY_PTRACE
#define DENY_PTRACE DENY(ptrace),
#endif

#ifdef __x86_64__
#define X32_BIT 0x40000000
#define DENY_X32                                                               \
	BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, X32_BIT, 0, 1),                    \
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | 1 /* EPERM */),
#else
#define DENY_X32
#endif

static bool
bar_programs(void)
{
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
			offsetof(struct seccomp_data, arch)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCH, 1, 0),
		/* The same calls by other numbers, such as int 0x80. */
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | 1 /* EPERM */),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
			offsetof(struct seccomp_data, nr)),
		DENY_X32 DENY(execve),
		DENY(execveat),
		DENY_PTRACE DENY(process_vm_writev),
		DENY(bpf),
		DENY(mount),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { G_N_ELEMENTS(filter), filter };
	return ARCH &&
		syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
			SECCOMP_FILTER_FLAG_TSYNC, &program) == 0;
}

static void
give_up(const Worker *worker, Target *const *targets, gsize n)
{
	/* The log is opened with its first line. */
	log_line("sandbox: entered");
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return;
	bool files = bar_files(worker, targets, n);
	bool programs = bar_programs();
	log_line("sandbox: files %s, programs %s", files ? "barred" : "open",
		programs ? "barred" : "open");
}

#else

static void
give_up(const Worker *worker, Target *const *targets, gsize n)
{
}

#endif

bool
sandbox_enter(
	const Worker *worker, Target *const *targets, gsize n, GError **error)
{
	g_autofree char ***commands = g_new(char **, n + 1);
	gsize n_commands = 0;
	for (gsize i = 0; i < n; i++)
		if (target_runs_command(targets[i]))
			commands[n_commands++] = targets[i]->sub->command;
	if (n_commands && !keeper_start(commands, n_commands, error))
		return false;
	give_up(worker, targets, n);
	return true;
}

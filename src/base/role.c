/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "base/role.h"

#include <string.h>

static const char *const names[N_ROLES] = {
#define X(id, name) [ROLE_##id] = name,
	ROLE_LIST(X)
#undef X
};

const char *
role_name(Role role)
{
	return names[role];
}

int
role_from_name(const char *name)
{
	for (int i = 0; i < N_ROLES; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	return -1;
}

/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "base/i18n.h"

int
main(void)
{
	return 0;
}

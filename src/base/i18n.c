/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "base/i18n.h"

/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "base/width.h"

/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "base/key.h"

/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "base/buf.h"

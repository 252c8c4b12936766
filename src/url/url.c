/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "url/url.h"

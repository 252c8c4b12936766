#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs a GTest program so that it speaks TAP.
exec "$@" --tap

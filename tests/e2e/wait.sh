# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# For all end-to-end tests: no wait without an end.

# Waits until a command succeeds, ten seconds at most.
wait_until() {
	tries=0
	until "$@"; do
		tries=$((tries + 1))
		[ "$tries" -lt 200 ] || return 1
		sleep 0.05
	done
}

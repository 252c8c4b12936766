/* SPDX-License-Identifier: MIT
 *
 * Errors of the network, worded.
 */
#include <config.h>

#include "net/words.h"

#include <curl/curl.h>
#include <glib.h>

#include "base/i18n.h"

static const struct {
	int status;
	const char *words;
} status_words[] = {
	{ 401, N_("the server wants a user name and password (%d)") },
	{ 403, N_("the server refuses access (%d)") },
	{ 404, N_("there is nothing at this address (%d)") },
	{ 407, N_("the proxy wants a user name and password (%d)") },
	{ 408, N_("the server gave up waiting (%d)") },
	{ 410, N_("it is gone for good (%d)") },
	{ 429, N_("the server asks for fewer requests (%d)") },
	{ 451, N_("it is withheld for legal reasons (%d)") },
	{ 502, N_("a server on the way has an error (%d)") },
	{ 503, N_("the server says it is overloaded (%d)") },
	{ 504, N_("a server on the way does not answer (%d)") },
};

/* L10N: %s is a host name in each of these. */
static const struct {
	CURLcode code;
	const char *words;
} code_words[] = {
	{ CURLE_URL_MALFORMAT, N_("this is no address that can be fetched") },
	{ CURLE_COULDNT_RESOLVE_HOST, N_("the host name %s is not known") },
	{ CURLE_COULDNT_RESOLVE_PROXY, N_("the proxy's name is not known") },
	{ CURLE_COULDNT_CONNECT, N_("%s does not answer") },
	{ CURLE_OPERATION_TIMEDOUT, N_("%s does not answer in time") },
	{ CURLE_PEER_FAILED_VERIFICATION,
		N_("the certificate of %s cannot be trusted") },
	{ CURLE_SSL_CACERT_BADFILE,
		N_("the certificates of this system cannot be read") },
	{ CURLE_SSL_CONNECT_ERROR,
		N_("no secure connection to %s can be made") },
	{ CURLE_GOT_NOTHING, N_("%s closed the connection without an answer") },
	{ CURLE_RECV_ERROR, N_("the connection to %s broke off") },
	{ CURLE_SEND_ERROR, N_("the connection to %s broke off") },
	{ CURLE_PARTIAL_FILE, N_("the connection to %s broke off") },
	{ CURLE_HTTP2, N_("the connection to %s broke off") },
	{ CURLE_HTTP2_STREAM, N_("the connection to %s broke off") },
	{ CURLE_BAD_CONTENT_ENCODING, N_("what %s sends cannot be unpacked") },
	{ CURLE_WEIRD_SERVER_REPLY, N_("%s does not speak HTTP") },
	{ CURLE_UNSUPPORTED_PROTOCOL, N_("%s does not speak HTTP") },
};

G_GNUC_BEGIN_IGNORE_DEPRECATIONS
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

char *
words_for_status(int status)
{
	for (gsize i = 0; i < G_N_ELEMENTS(status_words); i++)
		if (status_words[i].status == status)
			return g_strdup_printf(
				_(status_words[i].words), status);
	if (status >= 500)
		return g_strdup_printf(
			_("the server has an error of its own (%d)"), status);
	return g_strdup_printf(_("the server says no (%d)"), status);
}

char *
words_for_code(int code, const char *host)
{
	for (gsize i = 0; i < G_N_ELEMENTS(code_words); i++)
		if ((int)code_words[i].code == code)
			return g_strdup_printf(_(code_words[i].words), host);
	/* L10N: a host name, and what the library says, in English. */
	return g_strdup_printf(_("%s cannot be reached: %s"), host,
		curl_easy_strerror((CURLcode)code));
}

G_GNUC_END_IGNORE_DEPRECATIONS

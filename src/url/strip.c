/* SPDX-License-Identifier: MIT
 *
 * Parameters that tell a site who came from where and change nothing else.
 * Names that mean different things on different sites stand in the table of
 * hosts only.
 */
#include <config.h>

#include "url/url.h"

#include "url/url_i.h"

#include <string.h>

/* "utm_*" is a prefix. */
static const char *const everywhere[] = {
	/* Google, Microsoft, Yandex, Facebook and other advertisers */
	"utm_*",
	"gclid",
	"gclsrc",
	"gbraid",
	"wbraid",
	"dclid",
	"gad_source",
	"gad_campaignid",
	"srsltid",
	"_ga",
	"_gl",
	"msclkid",
	"yclid",
	"ysclid",
	"ymclid",
	"_openstat",
	"fbclid",
	"fb_action_ids",
	"fb_action_types",
	"fb_source",
	"fb_ref",
	"twclid",
	"ttclid",
	"li_fat_id",
	"igshid",
	"igsh",
	"epik",
	"rdt_cid",
	"sc_cid",
	"irclickid",
	"rb_clickid",
	"wickedid",
	"s_kwcid",
	"ndclid",
	/* Matomo */
	"mtm_*",
	"matomo_*",
	"pk_campaign",
	"pk_kwd",
	"pk_keyword",
	"pk_source",
	"pk_medium",
	"pk_content",
	"pk_cid",
	"piwik_*",
	/* mailers: Mailchimp, Beehiiv, HubSpot, Marketo, Kit, Omeda, … */
	"mc_cid",
	"mc_eid",
	"mc_tc",
	"_bhlid",
	"bhlid",
	"_hsenc",
	"_hsmi",
	"__hssc",
	"__hstc",
	"__hsfp",
	"hsctatracking",
	"hsa_*",
	"mkt_tok",
	"ck_subscriber_id",
	"oly_anon_id",
	"oly_enc_id",
	"vero_id",
	"vero_conv",
	"ml_subscriber",
	"ml_subscriber_hash",
	"bsft_*",
	"dm_i",
	"_kx",
	"_ke",
	"trk_contact",
	"trk_msg",
	"trk_module",
	"trk_sid",
	"mindbox-click-id",
	"mindbox-message-key",
	"sendgrid_*",
	"sfmc_id",
	"sfmc_activityid",
	"elqtrackid",
	"elqtrack",
	"nr_email_referer",
	"inf_contact_key",
	"wt_mc",
	"wt.mc_id",
	"iterable_*",
	"sib_*",
	/* portals and papers */
	"guccounter",
	"guce_referrer",
	"guce_referrer_sig",
	"soc_src",
	"soc_trk",
	"ref_src",
	"ref_url",
	"at_campaign",
	"at_medium",
	"at_custom1",
	"at_custom2",
	"at_custom3",
	"at_custom4",
	"at_link_id",
	"at_link_type",
	"at_link_origin",
	"at_ptr_name",
	"at_format",
	"at_bbc_team",
	"spm_id_from",
};

typedef struct {
	const char *host;  /* it and what ends in ".host" */
	const char *names; /* separated by blanks */
} SiteTable;

static const SiteTable sites[] = {
	{ "youtube.com", "si feature pp" },
	{ "youtu.be", "si feature pp" },
	{ "spotify.com", "si" },
	{ "twitter.com", "s t cn" },
	{ "x.com", "s t cn" },
	{ "linkedin.com",
		"trk trackingid refid lipi midtoken midsig trkemail "
		"eid otptoken rcm" },
	{ "tiktok.com", "_r _t is_from_webapp sender_device" },
	{ "reddit.com", "share_id rdt" },
	{ "substack.com",
		"isfreemail post_id publication_id r triedredirect "
		"showwelcomeonshare" },
	{ "medium.com", "source" },
	{ "nytimes.com", "smid smtyp" },
	{ "bloomberg.com", "srnd" },
	{ "theguardian.com", "cmp" },
	{ "amazon.com", "pd_rd_* pf_rd_* ref_ crid sprefix qid" },
	{ "amazon.de", "pd_rd_* pf_rd_* ref_ crid sprefix qid" },
	{ "amazon.co.uk", "pd_rd_* pf_rd_* ref_ crid sprefix qid" },
	{ "ebay.com", "_trkparms _trksid mkcid mkrid campid toolid mkevt" },
	{ "producthunt.com", "ref" },
	{ "ycombinator.com", "ref" },
	{ "bilibili.com", "vd_source" },
};

/* Where "ref" chooses a branch or a tag. */
static const char *const forges[] = { "github.com", "githubusercontent.com",
	"gitlab.com", "codeberg.org", "bitbucket.org", "gitea.com", "sr.ht" };

static bool
name_matches(Part name, const char *pattern, gsize len)
{
	bool prefix = pattern[len - 1] == '*';
	if (prefix)
		len--;
	return (prefix ? name.len >= len : name.len == len) &&
		g_ascii_tolower(*name.s) == *pattern &&
		g_ascii_strncasecmp(name.s, pattern, len) == 0;
}

static bool
is_of_host(Part host, const char *site)
{
	gsize n = strlen(site);
	return host.len >= n && memcmp(host.s + host.len - n, site, n) == 0 &&
		(host.len == n || host.s[host.len - n - 1] == '.');
}

static bool
is_site_tracker(Part host, Part name)
{
	for (gsize i = 0; i < G_N_ELEMENTS(sites); i++) {
		if (!is_of_host(host, sites[i].host))
			continue;
		for (const char *p = sites[i].names; *p; p += strspn(p, " ")) {
			gsize n = strcspn(p, " ");
			if (name_matches(name, p, n))
				return true;
			p += n;
		}
	}
	return false;
}

/* "ref=blog.example.org" as Ghost adds it, or the name of a letter. */
static bool
is_referrer(Part host, Part value)
{
	static const char *const usual[] = { "rss", "feed", "newsletter",
		"email", "producthunt", "hackernoon.com" };
	for (gsize i = 0; i < G_N_ELEMENTS(forges); i++)
		if (is_of_host(host, forges[i]))
			return false;
	for (gsize i = 0; i < G_N_ELEMENTS(usual); i++)
		if (part_is(value, usual[i]))
			return true;
	gsize letters = 0, dots = 0;
	for (gsize i = 0; i < value.len; i++) {
		char c = value.s[i];
		if (!g_ascii_isalnum(c) && c != '.' && c != '-')
			return false;
		dots += c == '.';
		letters = g_ascii_isalpha(c) ? letters + 1 : 0;
	}
	return dots > 0 && letters >= 2 &&
		value.s[value.len - letters - 1] == '.';
}

static bool
is_tracker(Part host, Part pair)
{
	/* Feeds that escape twice have "&amp;" between parameters. */
	if (pair.len > 4 && g_ascii_strncasecmp(pair.s, "amp;", 4) == 0)
		pair = (Part){ pair.s + 4, pair.len - 4 };
	const char *equals = memchr(pair.s, '=', pair.len);
	Part name = { pair.s, equals ? (gsize)(equals - pair.s) : pair.len };
	for (gsize i = 0; i < G_N_ELEMENTS(everywhere); i++)
		if (name_matches(name, everywhere[i], strlen(everywhere[i])))
			return true;
	if (equals && name_matches(name, "ref", 3) &&
		is_referrer(
			host, (Part){ equals + 1, pair.len - name.len - 1 }))
		return true;
	return is_site_tracker(host, name);
}

/* Appends what is left of QUERY after BEFORE, which is only put if there is
 * anything. */
static void
put_stripped(GString *out, char before, Part host, Part query)
{
	const char *p = query.s, *end = p + query.len;
	while (p <= end) {
		const char *amp = memchr(p, '&', end - p);
		Part pair = { p, (gsize)((amp ? amp : end) - p) };
		if (!is_tracker(host, pair)) {
			g_string_append_c(out, before);
			g_string_append_len(out, pair.s, pair.len);
			before = '&';
		}
		p += pair.len + 1;
	}
}

static char *
without_trackers(const char *url)
{
	Parts parts;
	if (!parts_of(url, &parts) || (!parts.query.s && !parts.fragment.s))
		return g_strdup(url);
	GString *out =
		g_string_new_len(url, parts.path.s + parts.path.len - url);
	if (parts.query.s)
		put_stripped(out, '?', parts.host, parts.query);
	if (parts.fragment.s &&
		memchr(parts.fragment.s, '=', parts.fragment.len))
		put_stripped(out, '#', parts.host, parts.fragment);
	else if (parts.fragment.s)
		g_string_append(out, parts.fragment.s - 1);
	return g_string_free(out, FALSE);
}

/* Each turn makes the URL shorter, so this ends. */
char *
url_strip(const char *url)
{
	char *now = url_resolve(NULL, url);
	while (now && url_is_web(now)) {
		char *target = unwrap(now);
		g_autofree char *inner = target ? target : g_strdup(now);
		char *next = without_trackers(inner);
		bool shorter = strlen(next) < strlen(now);
		g_free(now);
		now = next;
		if (!shorter)
			break;
	}
	return now;
}

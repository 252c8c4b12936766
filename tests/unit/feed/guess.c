/* SPDX-License-Identifier: MIT
 *
 * Feeds that do not say their encoding.
 */
#include <config.h>

#include "feed/feed.h"

#include <string.h>

static const struct {
	const char *encoding, *text;
} samples[] = {
	{ "WINDOWS-1251",
		"Городской совет утвердил бюджет библиотек на будущий год" },
	{ "WINDOWS-1251",
		"Міська рада затвердила бюджет бібліотек на наступний рік" },
	{ "KOI8-R", "Городской совет утвердил бюджет библиотек на год" },
	{ "ISO-8859-5", "Городской совет утвердил бюджет библиотек на год" },
	{ "WINDOWS-1253",
		"Το δημοτικό συμβούλιο ενέκρινε τον προϋπολογισμό των "
		"βιβλιοθηκών για το νέο έτος" },
	{ "WINDOWS-1255", "מועצת העיר אישרה את תקציב הספריות לשנה הבאה" },
	{ "WINDOWS-1256",
		"وافق مجلس المدينة على ميزانية المكتبات للعام المقبل" },
	{ "CP874", "สภาเมืองอนุมัติงบประมาณห้องสมุดสำหรับปีหน้า" },
	{ "SHIFT_JIS", "市議会は来年の図書館の予算を可決しました。" },
	{ "EUC-JP", "市議会は来年の図書館の予算を可決しました。" },
	{ "EUC-KR", "시의회는 내년 도서관 예산을 승인했다." },
	{ "GB2312", "市议会批准了明年的图书馆预算，读者表示欢迎。" },
	{ "GB18030", "市議會批准了明年的圖書館預算，讀者表示歡迎。" },
	{ "BIG5", "市議會批准了明年的圖書館預算，讀者表示歡迎。" },
	{ "WINDOWS-1252",
		"Le conseil a voté à l’unanimité le budget des bibliothèques "
		"pour l’année à venir, où l’on espère près de dix mille "
		"prêts" },
	{ "WINDOWS-1252",
		"Der Rat hat über die Bücherei beschlossen: größere Räume, "
		"längere Öffnungszeiten, schönere Stühle, für alle Gäste" },
	{ "WINDOWS-1252", "Café" },
};

static void
test_samples(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(samples); i++) {
		g_autofree char *xml = g_strdup_printf(
			"<rss version=\"2.0\"><channel><title>Library</title>"
			"<item><title>%s</title></item></channel></rss>",
			samples[i].text);
		gsize len;
		g_autofree char *bytes = g_convert(xml, -1, samples[i].encoding,
			"UTF-8", NULL, &len, NULL);
		g_autoptr(Feed) feed = NULL;

		g_assert_nonnull(bytes);
		feed = feed_parse(bytes, len, NULL, NULL, NULL);
		g_assert_nonnull(feed);
		g_assert_cmpstr(((FeedEntry *)feed->entries->pdata[0])->title,
			==, samples[i].text);
		g_assert_true(feed->bozo);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/feed/guess", test_samples);
	return g_test_run();
}

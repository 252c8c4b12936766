/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "doc/html.h"

xmlNode *
article_find(xmlDoc *xml)
{
	return xmlDocGetRootElement(xml);
}

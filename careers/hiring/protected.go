package hiring

import (
	"regexp"
	"slices"
	"strings"
)

// attributes are what nobody may be turned away for, by the words that give a condition
// away in the two languages of the app. The list is that of the defaults of package
// careers/risk's barred facts (GDPR article 9, PIPL article 28): it finds what is said
// plainly, not what is hidden behind other words, for which there is the second person.
//
// What comes first names the attribute where several fit: 子女 are of the family before
// 女 is a sex.
var attributes = []struct {
	name             string
	english, chinese *regexp.Regexp
}{
	{
		"age",
		words(`ages?|aged|born|years? old|young|younger|youth|older(?: than|$)|(?:under|below|over|above) [1-6][0-9](?:\s+years?|$)|` +
			adult + `(?:\s*(?:-|–|to|and)\s*` + adult + `)\s+years?$|^` + adult + `\s+years?$`),
		regexp.MustCompile(`年龄|岁|年轻|年青|(?:^|[^:：0-9点时])(?:[6-9][05]|0[05])后`),
	},
	{
		"origin",
		words(`race|ethnic\w*|nationality|citizenship|citizens only|locals only|local residents?|birthplace|native (?:\w+ )?speakers?|mother tongue|han chinese|hukou|household registration|origin`),
		regexp.MustCompile(`民族|汉族|国籍|外籍|户籍|户口|籍贯|本地人|本市人|本省人|外地人|种族`),
	},
	{
		"family",
		words(`married|unmarried|marital|^singles?$|single status|children|childless|mothers?|fathers?|husbands?|wife|wives|spouses?|pregnan\w*|family status`),
		regexp.MustCompile(`婚|育|孕|子女|孩子|单身|配偶|丈夫|妻子|宝妈`),
	},
	{
		"sex",
		words(`sex|sexual\w*|gender|male|female|man|men|woman|women|ladies|lady|girls?|boys?|transgender|gay|lesbian|heterosexual|homosexual`),
		regexp.MustCompile(`性别|性取向|同性恋|男|女|先生`),
	},
	{
		"health",
		words(`health\w*|disab\w*|hiv|hepatitis|blood type|height|weight|eyesight|tattoos?|good[ -]looking|appearance`),
		regexp.MustCompile(`健康|残疾|乙肝|血型|身高|体重|身体|视力|纹身|相貌|容貌|外貌|长相|颜值|气质|形象|五官`),
	},
	{
		"belief",
		words(`religio\w*|faith|christians?|muslims?|buddhists?|hindus?|jew|jews|jewish|atheists?|party member\w*|political\w*|union member\w*|trade union`),
		regexp.MustCompile(`宗教|信仰|基督|佛教|穆斯林|党员|共青团|政治面貌|工会`),
	},
}

// adult is a number that may be somebody's age at work. Smaller ones are years of
// experience as a rule.
const adult = `(?:1[6-9]|[2-6][0-9])`

// trained are words that hold one of the above and mean something else: what is taught,
// what is sold, what time of the year it is.
var trained = strings.NewReplacer(
	"教育", "", "培育", "", "体育", "", "岁末", "", "岁月", "", "男装", "", "女装", "", "男鞋", "", "女鞋", "",
	"health insurance", "", "healthcare", "", "man hours", "", "men's", "", "women's", "", "children's", "",
)

func words(pattern string) *regexp.Regexp { return regexp.MustCompile(`(?i)\b(?:` + pattern + `)\b`) }

// ends is where one part of a text ends: "under 35, experienced" is about an age, "under
// 35 seconds" is not.
func ends(r rune) bool { return strings.ContainsRune(",.;:()，。；：（）、/", r) }

// ProtectedIn names the protected attribute that a text speaks of, "" for none.
func ProtectedIn(text string) string {
	text = trained.Replace(strings.ToLower(text))
	parts := strings.FieldsFunc(text, ends)
	for _, a := range attributes {
		said := func(part string) bool { return a.english.MatchString(strings.TrimSpace(part)) }
		if slices.ContainsFunc(parts, said) || a.chinese.MatchString(text) {
			return a.name
		}
	}
	return ""
}

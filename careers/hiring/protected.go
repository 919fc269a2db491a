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
var attributes = []struct {
	name    string
	english *regexp.Regexp
	chinese []string
}{
	{"age", words(`age|aged|years? old|young|younger|older|youth|(?:under|below|over|above) [1-6][0-9](?:\s+years?|$)`), []string{"年龄", "周岁", "岁以", "岁及", "年轻", "年青"}},
	{"sex", words(`sex|gender|male|female|man|men|woman|women|ladies|lady|girls?|boys?`), []string{"性别", "男", "女", "先生"}},
	{"family", words(`married|unmarried|marital|single status|children|childless|pregnan\w*|family status`), []string{"婚", "育", "怀孕", "子女", "孕"}},
	{"origin", words(`race|ethnic\w*|nationality|birthplace|native speakers?|hukou|household registration|origin`), []string{"民族", "国籍", "户籍", "户口", "籍贯", "本地人", "种族"}},
	{"health", words(`health\w*|disab\w*|hiv|hepatitis|blood type|height|weight|good looking|appearance`), []string{"健康", "残疾", "乙肝", "血型", "身高", "体重", "相貌", "形象", "五官"}},
	{"belief", words(`religio\w*|faith|party member\w*|political\w*|union member\w*|trade union`), []string{"宗教", "信仰", "党员", "政治面貌", "工会"}},
}

// trained are words that hold one of the above and mean something else.
var trained = strings.NewReplacer("教育", "", "培育", "", "体育", "", "health insurance", "", "healthcare", "")

func words(pattern string) *regexp.Regexp { return regexp.MustCompile(`(?i)\b(?:` + pattern + `)\b`) }

// ends is where one part of a text ends: "under 35, experienced" is about an age, "under
// 35 seconds" is not.
func ends(r rune) bool { return strings.ContainsRune(",.;:()，。；：（）、/", r) }

// ProtectedIn names the protected attribute that a text speaks of, "" for none.
func ProtectedIn(text string) string {
	text = trained.Replace(text)
	for _, a := range attributes {
		if slices.ContainsFunc(strings.FieldsFunc(text, ends), a.english.MatchString) {
			return a.name
		}
		for _, w := range a.chinese {
			if strings.Contains(text, w) {
				return a.name
			}
		}
	}
	return ""
}

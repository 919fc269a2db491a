package vendors_test

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/muster-wfm/muster/vendors/contract/attribution"
	"github.com/muster-wfm/muster/vendors/contract/metric"
)

// What members of crowds, grants, triangles and quality are refused by: constants of
// the types that errors carry.
var (
	kinds    = regexp.MustCompile(`(?:\s(?:member\.)?Kind|\sCause) += "([^"]+)"`)
	itsWords = regexp.MustCompile(`(?m)^    (\w+):`)
)

// 002-09, 003-12: every kind that is refused by has words in both languages of the web
// app, and none of these is left over.
func TestEveryKindOfRefusalHasWordsInBothLanguages(t *testing.T) {
	found := map[string]string{}
	for _, folder := range []string{".", "member", "authority"} {
		for _, file := range sources(t, folder) {
			for _, kind := range kinds.FindAllStringSubmatch(text(t, file), -1) {
				if other, twice := found[kind[1]]; twice {
					t.Errorf("%q means one thing in %s and another in %s", kind[1], other, file)
				}
				found[kind[1]] = file
			}
		}
	}
	if len(found) < 100 {
		t.Fatalf("found %d kinds: the pattern no longer fits the code", len(found))
	}
	compareWords(t, found, "vendors")
}

// What contracts, commitments, credits, invoices and closed months are refused by.
var rulings = regexp.MustCompile(`problem\.Ruling\("([^"]+)"`)

// 001-15: the same of every rule that an error about money or terms names.
func TestEveryRuleOfAccountsHasWordsInBothLanguages(t *testing.T) {
	found := map[string]string{}
	for _, folder := range []string{".", "money", "contract", "contract/invoice"} {
		for _, file := range sources(t, folder) {
			for _, rule := range rulings.FindAllStringSubmatch(text(t, file), -1) {
				found[rule[1]] = file
			}
		}
	}
	if len(found) < 30 {
		t.Fatalf("found %d rules: the pattern no longer fits the code", len(found))
	}
	compareWords(t, found, "owed")
}

// 001-06, 001-15: why a metric has no value, whom it is not shown for and why contacts
// left a count are said in Chinese too.
func TestEverySentenceOfTheLibraryHasChineseWords(t *testing.T) {
	words := text(t, filepath.Join("..", "frontend", "src", "features", "owed", "metric-sentences.ts"))
	sentences := []string{string(attribution.MoreVolume), string(attribution.LongerWork), string(attribution.Undone)}
	for _, m := range metric.Library() {
		sentences = append(sentences, m.Empty, m.Because)
	}
	for _, s := range sentences {
		if s != "" && !strings.Contains(words, "'"+s+"':") && !strings.Contains(words, `"`+s+`":`) {
			t.Errorf("no words for %q", s)
		}
	}
}

// compareWords fails where a name has no sentence of the web app, or a sentence no name.
func compareWords(t *testing.T, found map[string]string, page string) {
	t.Helper()
	for _, language := range []string{"en", "zh"} {
		page := filepath.Join("..", "frontend", "src", "api", "refusals", page+"."+language+".ts")
		rules, _, _ := strings.Cut(text(t, page), "  values: {")
		words := map[string]bool{}
		for _, line := range itsWords.FindAllStringSubmatch(rules, -1) {
			words[line[1]] = true
		}
		for _, kind := range slices.Sorted(maps.Keys(found)) {
			if !words[kind] {
				t.Errorf("%s refuses by %q, which has no words in %s", found[kind], kind, page)
			}
			delete(words, kind)
		}
		for left := range words {
			t.Errorf("%s has words for %q, by which nothing is refused", page, left)
		}
	}
}

// sources are the files of a folder without its tests.
func sources(t *testing.T, folder string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(files, func(file string) bool { return strings.HasSuffix(file, "_test.go") })
}

func text(t *testing.T, path string) string {
	t.Helper()
	read, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(read)
}

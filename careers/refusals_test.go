package careers_test

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// What careers refuse by: written where they refuse, or among the kinds of a core.
var (
	refused  = regexp.MustCompile(`refuse\("([^"]+)"`)
	ofKind   = regexp.MustCompile(`FaultKind = "([^"]+)"`)
	itsWords = regexp.MustCompile(`(?m)^    '([^']+)':`)
)

// 004-06, 004-07, 004-08: every kind that careers refuse by has words in both languages of the web
// app, and none of these is left over.
func TestEveryKindOfRefusalHasWordsInBothLanguages(t *testing.T) {
	kinds := map[string]string{}
	for _, folder := range []string{".", "ladder", "ladder/round", "ladder/election"} {
		files, err := filepath.Glob(filepath.Join(filepath.FromSlash(folder), "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			for _, pattern := range []*regexp.Regexp{refused, ofKind} {
				for _, found := range pattern.FindAllStringSubmatch(read(t, file), -1) {
					kinds[found[1]] = file
				}
			}
		}
	}
	if len(kinds) < 50 {
		t.Fatalf("found %d kinds: the patterns no longer fit the code", len(kinds))
	}
	for _, language := range []string{"en", "zh"} {
		page := filepath.Join("..", "frontend", "src", "features", "careers", "refusals", "strings."+language+".ts")
		words := map[string]bool{}
		for _, found := range itsWords.FindAllStringSubmatch(read(t, page), -1) {
			words[found[1]] = true
		}
		for _, kind := range slices.Sorted(maps.Keys(kinds)) {
			if !words[kind] {
				t.Errorf("%s refuses by %q, which has no words in %s", kinds[kind], kind, page)
			}
			delete(words, kind)
		}
		for left := range words {
			t.Errorf("%s has words for %q, by which nothing is refused", page, left)
		}
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

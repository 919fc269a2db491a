package vendors_test

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
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
		files, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
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
	for _, language := range []string{"en", "zh"} {
		page := filepath.Join("..", "frontend", "src", "api", "refusals", "vendors."+language+".ts")
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

func text(t *testing.T, path string) string {
	t.Helper()
	read, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(read)
}

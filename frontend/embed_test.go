package frontend_test

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/muster-wfm/muster/frontend"
)

func TestPlaceholderSaysHowToBuildInBothLanguages(t *testing.T) {
	page, err := fs.ReadFile(frontend.Files(), frontend.Placeholder)
	if err != nil {
		t.Fatalf("the placeholder page must be embedded: %v", err)
	}
	for _, want := range []string{"make run", "not built", "尚未构建"} {
		if !strings.Contains(string(page), want) {
			t.Errorf("placeholder page lacks %q", want)
		}
	}
}

func TestBuiltTellsWhetherTheIndexPageIsThere(t *testing.T) {
	_, err := fs.Stat(frontend.Files(), frontend.Index)
	if got, want := frontend.Built(), err == nil; got != want {
		t.Errorf("Built() = %v, want %v (index page: %v)", got, want, err)
	}
}

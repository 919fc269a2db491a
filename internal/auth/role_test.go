package auth

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The table in docs/security.md is what people read; it must say what the code does.
func TestDocumentedPermissionsAreTheGrantedOnes(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "security.md"))
	if err != nil {
		t.Fatal(err)
	}
	var roles []string
	documented := map[Role][]Permission{}
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		switch {
		case cells[0] == "permission":
			roles = cells[1:]
		case len(cells) == len(roles)+1 && strings.Contains(cells[0], ":"):
			for i, cell := range cells[1:] {
				if cell == "yes" {
					documented[Role(roles[i])] = append(documented[Role(roles[i])], Permission(cells[0]))
				}
			}
		}
	}
	if len(roles) != len(Roles()) {
		t.Fatalf("documented roles: got %v, want %v", roles, Roles())
	}
	for _, role := range Roles() {
		got, want := documented[role], Permissions(role)
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Errorf("%s: documented %v, granted %v", role, got, want)
		}
	}
}

func TestPermissionsOfSeveralRolesComeOnceEach(t *testing.T) {
	all := Permissions(Roles()...)
	if !slices.IsSorted(all) || len(slices.Compact(slices.Clone(all))) != len(all) {
		t.Errorf("permissions of all roles: got %v, want each once, sorted", all)
	}
	if got := Permissions(); len(got) != 0 {
		t.Errorf("permissions of no role: got %v, want none", got)
	}
	if got := Permissions("owner"); len(got) != 0 {
		t.Errorf("permissions of an unknown role: got %v, want none", got)
	}
}

// Package muster_test holds the tests of the house as a whole: what may import
// what, and why.
package muster_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/muster-wfm/muster/"

// listed is the part of `go list -json` that the import rules read.
type listed struct {
	ImportPath   string
	Standard     bool
	Imports      []string
	TestImports  []string
	XTestImports []string
	Deps         []string
}

func listPackages(t *testing.T) map[string]listed {
	t.Helper()
	command := exec.Command("go", "list", "-deps", "-json=ImportPath,Standard,Imports,Deps", "./...")
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	packages := map[string]listed{}
	for decoder := json.NewDecoder(out); ; {
		var p listed
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		packages[p.ImportPath] = p
	}
	if err := command.Wait(); err != nil {
		t.Fatalf("go list: %v", err)
	}
	return packages
}

// rule forbids packages in rooms to reach what banned names, directly or
// through others, but for what is excepted.
type rule struct {
	because    string
	room       func(string) bool
	banned     func(string) bool
	transitive bool
}

var domains = []string{"forecast", "scheduling", "vendors", "careers"}

// pureCores compute and do nothing else; everything they need is an argument.
var pureCores = []string{
	"workforce/grid", "workforce/labour", "internal/strictjson", "internal/lp", "internal/problem", "internal/chain",
	"forecast/model", "forecast/accuracy", "forecast/erlang", "forecast/staffing", "forecast/simulate",
	"forecast/netstaffing", "forecast/capacity",
	"scheduling/rules", "scheduling/design", "scheduling/bid", "scheduling/activity", "scheduling/shifts", "scheduling/breaks", "scheduling/roster", "scheduling/adherence",
	"vendors/money", "vendors/contract", "vendors/quality", "vendors/allocate", "vendors/member", "vendors/authority", "vendors/voice", "vendors/exchange",
	"careers/ladder", "careers/survival", "careers/flow", "careers/fairness",
}

func isCore(path string) bool {
	rest, ours := strings.CutPrefix(path, module)
	return ours && slices.ContainsFunc(pureCores, func(core string) bool {
		return rest == core || strings.HasPrefix(rest, core+"/")
	})
}

func isStore(path string) bool {
	return strings.HasPrefix(path, module) && (strings.HasSuffix(path, "/store") || strings.Contains(path, "/store/"))
}

func under(rooms ...string) func(string) bool {
	return func(path string) bool {
		rest, ours := strings.CutPrefix(path, module)
		return ours && slices.ContainsFunc(rooms, func(room string) bool {
			return rest == room || strings.HasPrefix(rest, room+"/")
		})
	}
}

func startsWith(prefixes ...string) func(string) bool {
	return func(path string) bool {
		return slices.ContainsFunc(prefixes, func(p string) bool { return path == p || strings.HasPrefix(path, p+"/") })
	}
}

func rules() []rule {
	gorm := startsWith("gorm.io/gorm", "gorm.io/driver", "github.com/glebarez/sqlite")
	list := []rule{
		{
			because: "rows and queries live in the stores; domain types must not learn about tables",
			room: func(p string) bool {
				return strings.HasPrefix(p, module) && !isStore(p) && !under("internal/database")(p)
			},
			banned: gorm,
		},
		{
			because: "a handler that could reach a store would skip the rules of the domain",
			room:    under("api"),
			banned:  isStore,
		},
		{
			because: "the job queue is an implementation choice that only internal/jobs knows",
			room:    func(p string) bool { return strings.HasPrefix(p, module) && !under("internal/jobs")(p) },
			banned:  startsWith("github.com/riverqueue"),
		},
		{
			because:    "the floor does not rest on the rooms above it; only the demonstration centre drives the domains",
			room:       func(p string) bool { return under("internal")(p) && !under("internal/demo")(p) },
			banned:     under("forecast", "scheduling", "vendors", "careers", "workforce", "api"),
			transitive: true,
		},
		{
			because:    "workforce is the shared language: what it needed from a domain would bind every domain to it",
			room:       under("workforce"),
			banned:     under("forecast", "scheduling", "vendors", "careers", "api"),
			transitive: true,
		},
		{
			because: "what nobody may be promoted, paid or rostered by is read by the audit alone",
			room: func(p string) bool {
				return strings.HasPrefix(p, module) && !under("careers/protected", "cmd", "api")(p)
			},
			banned: under("careers/protected"),
		},
		{
			because: "two drivers register the name sqlite and panic when both are linked",
			room:    func(p string) bool { return strings.HasPrefix(p, module) },
			banned:  startsWith("modernc.org/sqlite", "github.com/mattn/go-sqlite3"),
		},
	}
	for _, domain := range domains {
		others := slices.DeleteFunc(slices.Clone(domains), func(d string) bool { return d == domain })
		list = append(list, rule{
			because:    "a domain says what it needs in an interface of its own; cmd/muster connects them",
			room:       under(domain),
			banned:     under(append(others, "api")...),
			transitive: true,
		})
	}
	return list
}

func TestNoPackageImportsWhatItsRoomForbids(t *testing.T) {
	packages := listPackages(t)
	for path, p := range packages {
		if !strings.HasPrefix(path, module) {
			continue
		}
		for _, rule := range rules() {
			if !rule.room(path) {
				continue
			}
			reached := p.Imports
			if rule.transitive {
				reached = p.Deps
			}
			for _, imported := range reached {
				if rule.banned(imported) {
					t.Errorf("%s reaches %s: %s", strings.TrimPrefix(path, module), imported, rule.because)
				}
			}
		}
	}
}

// impure are the parts of the standard library by which a core could reach the
// world or depend on chance.
var impure = startsWith("os", "net", "log", "io/fs", "database", "math/rand", "syscall", "testing", "embed", "runtime/debug")

// foundation is what cores may stand on besides the standard library: numerical
// methods, and decimals with correct rounding, because a rate of 0.85 that is
// kept in binary does not add up to the invoice (no dependencies, no panics).
var foundation = startsWith("gonum.org/v1/gonum", "github.com/govalues/decimal")

func TestPureCoresComputeAndDoNothingElse(t *testing.T) {
	packages := listPackages(t)
	for path, p := range packages {
		if !isCore(path) {
			continue
		}
		for _, imported := range p.Imports {
			if impure(imported) && imported != "math/rand/v2" {
				t.Errorf("%s imports %s: a core does no input, output or logging, and takes its chance as an argument", path, imported)
			}
		}
		for _, reached := range p.Deps {
			dep := packages[reached]
			if dep.Standard || isCore(reached) || foundation(reached) {
				continue
			}
			t.Errorf("%s reaches %s: cores stand on the standard library, gonum, decimals and one another alone", path, reached)
		}
	}
}

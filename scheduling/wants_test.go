package scheduling_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"
)

// A field that is refused without a code can only be shown in English: every
// FieldError that this package writes down says what it wants.
func TestEveryRefusedFieldSaysWhatItWants(t *testing.T) {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	files, seen := token.NewFileSet(), 0
	for _, entry := range entries {
		if name := entry.Name(); !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(files, entry.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, fields := range fieldErrors(file) {
			if seen++; !names(fields, "Want") {
				t.Errorf("%s: a FieldError without Want", files.Position(fields.Pos()))
			}
		}
	}
	if seen < 60 {
		t.Errorf("only %d field errors found: does this test still read them all?", seen)
	}
}

// fieldErrors returns every FieldError that a file writes out, in lists too.
func fieldErrors(file *ast.File) []*ast.CompositeLit {
	var found []*ast.CompositeLit
	ast.Inspect(file, func(node ast.Node) bool {
		lit, ok := node.(*ast.CompositeLit)
		if !ok {
			return true
		}
		if isFieldError(lit.Type) {
			found = append(found, lit)
		}
		if list, ok := lit.Type.(*ast.ArrayType); ok && isFieldError(list.Elt) {
			for _, element := range lit.Elts {
				if one, ok := element.(*ast.CompositeLit); ok {
					found = append(found, one)
				}
			}
		}
		return true
	})
	return found
}

func isFieldError(e ast.Expr) bool {
	name, ok := e.(*ast.Ident)
	return ok && name.Name == "FieldError"
}

func names(lit *ast.CompositeLit, key string) bool {
	for _, element := range lit.Elts {
		if pair, ok := element.(*ast.KeyValueExpr); ok {
			if name, ok := pair.Key.(*ast.Ident); ok && name.Name == key {
				return true
			}
		}
	}
	return false
}

package muster_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// 004-01: who promotes, pays, rosters or dismisses decides without the scores of early
// warning.
func TestNobodyButTheDoorReachesEarlyWarning(t *testing.T) {
	mayReach := under("careers/risk", "api", "cmd/muster", "internal/demo")
	for path, p := range listPackages(t) {
		if !strings.HasPrefix(path, module) || mayReach(path) {
			continue
		}
		for _, reached := range p.Deps {
			if under("careers/risk")(reached) {
				t.Errorf("%s reaches %s: scores serve conversations and nothing else", path, reached)
			}
		}
	}
}

func TestNoOtherCodeNamesTheTablesOfEarlyWarning(t *testing.T) {
	tables := []string{"risk_scores", "risk_models", "risk_talks", "risk_views"}
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "node_modules" || entry.Name() == ".git" || path == filepath.Join("careers", "risk")) {
			return filepath.SkipDir
		}
		if filepath.Ext(path) != ".go" || path == "risk_wall_test.go" {
			return nil
		}
		text, err := os.ReadFile(path)
		for _, table := range tables {
			if strings.Contains(string(text), table) {
				t.Errorf("%s names the table %s; only careers/risk/store reads it", path, table)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

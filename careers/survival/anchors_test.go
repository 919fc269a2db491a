package survival_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/muster-wfm/muster/careers/survival"
)

// shared opens a table of the reference data, which lie outside the project, and
// skips the test where they are absent.
func shared(t testing.TB, name string) []map[string]string {
	t.Helper()
	folder := os.Getenv("MUSTER_SHARED")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "shared")
	}
	file, err := os.Open(filepath.Join(folder, "data", "careers", name))
	if err != nil {
		t.Skipf("no reference data here: %v; set MUSTER_SHARED to the folder that holds data/", err)
	}
	defer file.Close()
	lines, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for k, name := range lines[0] {
			row[name] = line[k]
		}
		rows = append(rows, row)
	}
	return rows
}

// facts makes columns of a table: numbers as they are, words as a column for each
// value but the first; columns that say nothing are left out.
func facts(rows []map[string]string, without ...string) *survival.Covariates {
	var names []string
	for name := range rows[0] {
		if !slices.Contains(without, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	x := &survival.Covariates{}
	var columns [][]float64
	add := func(name string, value func(row map[string]string) float64) {
		column := make([]float64, len(rows))
		for i, row := range rows {
			column[i] = value(row)
		}
		if slices.Min(column) < slices.Max(column) {
			x.Names, columns = append(x.Names, name), append(columns, column)
		}
	}
	for _, name := range names {
		var levels []string
		words := false
		for _, row := range rows {
			levels = append(levels, row[name])
			if _, err := strconv.ParseFloat(row[name], 64); err != nil {
				words = true
			}
		}
		if !words {
			add(name, func(row map[string]string) float64 { return number(row[name]) })
			continue
		}
		slices.Sort(levels)
		for _, level := range slices.Compact(levels)[1:] {
			add(name+"="+level, func(row map[string]string) float64 {
				if row[name] == level {
					return 1
				}
				return 0
			})
		}
	}
	for i := range rows {
		for _, column := range columns {
			x.Values = append(x.Values, column[i])
		}
	}
	return x
}

func number(cell string) float64 {
	v, _ := strconv.ParseFloat(cell, 64)
	return v
}

// dealt reads which fold each row is in.
func dealt(t *testing.T, name string) []int {
	var folds []int
	for _, row := range shared(t, name) {
		folds = append(folds, int(number(row["fold"]))-1)
	}
	return folds
}

func TestFoldsAreThoseOfTheReference(t *testing.T) {
	rows := shared(t, "ibm_hr_attrition.csv")
	left := make([]bool, len(rows))
	for i, row := range rows {
		left[i] = row["Attrition"] == "Yes"
	}
	if want, got := dealt(t, "folds_ibm_no_protected.csv"), survival.SplitFolds(left, 5); !slices.Equal(got, want) {
		t.Errorf("folds begin %v, want %v", got[:20], want[:20])
	}
}

// The figures are those of a ridge whose penalty is chosen within each training set.
func TestRidgeFindsLeaversWithoutProtectedAttributes(t *testing.T) {
	rows := shared(t, "ibm_hr_attrition.csv")
	left := make([]bool, len(rows))
	for i, row := range rows {
		left[i] = row["Attrition"] == "Yes"
	}
	x := facts(rows, "Attrition", "Age", "Gender", "MaritalStatus", "EmployeeNumber", "Over18")
	folds := dealt(t, "folds_ibm_no_protected.csv")
	predicted := make([]float64, len(rows))
	for fold := range 5 {
		keep := func(row int) bool { return folds[row] != fold }
		var y []bool
		for i, l := range left {
			if keep(i) {
				y = append(y, l)
			}
		}
		train := x.Subset(keep)
		choice, err := survival.ChooseBinaryRidge(y, train, survival.BinarySettings{}, survival.SplitFolds(y, 5), survival.RidgeGrid()[4:])
		if err != nil {
			t.Fatal(err)
		}
		f, err := survival.FitBinary(y, train, survival.BinarySettings{Ridge: choice.Best, Standardised: true})
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range f.Predict(x) {
			if folds[i] == fold {
				predicted[i] = p
			}
		}
	}
	s, err := survival.ScoreBinary(left, predicted, 1e-6, 10)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("AUC %.4f, Brier %.4f, slope %.3f", s.AUC, s.Brier, s.Slope)
	if s.AUC < 0.831 || s.Brier > 0.0950 {
		t.Errorf("AUC %.4f and Brier %.4f, want at least 0.831 and at most 0.0950", s.AUC, s.Brier)
	}
}

func TestRidgeOrdersStaffByWhenTheyLeaveWithoutProtectedAttributes(t *testing.T) {
	rows := shared(t, "turnover_babushkin.csv")
	o := &survival.Observations{}
	for _, row := range rows {
		o.Stop, o.Event = append(o.Stop, number(row["stag"])), append(o.Event, row["event"] == "1")
	}
	x := facts(rows, "stag", "event", "age", "gender")
	folds := dealt(t, "folds_turnover_no_protected.csv")
	concordance, stay := 0.0, make([]float64, len(rows))
	for fold := range 5 {
		in, out := func(row int) bool { return folds[row] != fold }, func(row int) bool { return folds[row] == fold }
		train, test := o.Subset(in), o.Subset(out)
		learn, judge := x.Subset(in), x.Subset(out)
		choice, err := survival.ChooseCoxRidge(train, learn, survival.Efron, survival.SplitFolds(train.Event, 5), survival.RidgeGrid()[4:])
		if err != nil {
			t.Fatal(err)
		}
		f, err := survival.FitCox(train, learn, survival.CoxSettings{Ridge: choice.Best, Standardised: true})
		if err != nil {
			t.Fatal(err)
		}
		c, err := survival.HarrellC(test, f.Linear(judge), nil)
		if err != nil {
			t.Fatal(err)
		}
		at := f.SurvivalAt(x, 0, 24)
		for i := range stay {
			if out(i) {
				stay[i] = at[i]
			}
		}
		concordance += c.C / 5
	}
	s, err := survival.ScoreAt(o, stay, 24, false)
	if err != nil {
		t.Fatal(err)
	}
	brier, null := s.Brier, s.NullBrier
	t.Logf("C %.4f, Brier at 24 months %.4f (Kaplan-Meier %.4f)", concordance, brier, null)
	if concordance < 0.616 || brier > 0.203 || brier > null {
		t.Errorf("C %.4f and Brier %.4f (of no model %.4f), want at least 0.616 and at most 0.203", concordance, brier, null)
	}
}

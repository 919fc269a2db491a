package history

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestMergingKeepsWhatTheNewerFileDoesNotKnow(t *testing.T) {
	old, newer := NoFigures(), NoFigures()
	old[Offered], old[Handled] = 10, 9
	newer[Offered], newer[StaffedS] = 11, 3600
	got := old.Merge(newer)
	want := NoFigures()
	want[Offered], want[Handled], want[StaffedS] = 11, 9, 3600
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestMergingTwiceIsMergingOnce(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		a, b := anyRow(rt).Figures, anyRow(rt).Figures
		once := a.Merge(b)
		if twice := once.Merge(b); twice != once {
			rt.Fatalf("merging %v into %v twice gives %v, once %v", b, a, twice, once)
		}
	})
}

func TestAddingSumsCountsAndKeepsLimits(t *testing.T) {
	a, b := NoFigures(), NoFigures()
	a[Offered], a[ThresholdS] = 3, 20
	b[Offered], b[ThresholdS], b[Handled] = 4, 20, 2
	got := a.Add(b)
	if got[Offered] != 7 || got[ThresholdS] != 20 || got[Handled] != 2 || got.Known(Abandoned) {
		t.Errorf("sum %v, want offered 7, threshold 20, handled 2, nothing else", got)
	}
}

func TestHandlingTimeIsGivenOrTheSumOfItsParts(t *testing.T) {
	f := NoFigures()
	if _, ok := f.HandleTotal(); ok {
		t.Error("no figures have a handling time")
	}
	f[TalkS], f[ACWS] = 100, 20
	if got, ok := f.HandleTotal(); !ok || got != 120 {
		t.Errorf("talk 100 + after-call 20 = %d, %v", got, ok)
	}
	f[HandleS] = 150
	if got, _ := f.HandleTotal(); got != 150 {
		t.Errorf("given 150, got %d", got)
	}
	if _, ok := f.Contacts(); ok {
		t.Error("contacts are known without any count")
	}
	f[Answered] = 4
	if got, ok := f.Contacts(); !ok || got != 4 {
		t.Errorf("answered 4, got %d, %v", got, ok)
	}
	f[Handled] = 3
	if got, _ := f.Contacts(); got != 3 {
		t.Errorf("handled 3, got %d", got)
	}
}

func TestFlagsAndAttributionsHaveNames(t *testing.T) {
	if got := strings.Join((flagEnd - 1).Names(), " "); len(strings.Fields(got)) != len(flagNames) || 1<<len(flagNames) != flagEnd {
		t.Errorf("all flags are called %q", got)
	}
	for a := AttributionUnknown; a <= Mixed; a++ {
		if back, ok := ParseAttribution(strings.ToUpper(a.String())); !ok || back != a {
			t.Errorf("attribution %q reads back as %q, %v", a, back, ok)
		}
	}
	if _, ok := ParseAttribution("sometimes"); ok {
		t.Error("an unknown attribution was accepted")
	}
}

func TestTheErrorsFileCannotRunInASpreadsheet(t *testing.T) {
	var out bytes.Buffer
	err := WriteErrors(&out, []RowError{
		{File: "=cmd|' /C calc'!A0", Line: 7, Column: "+x", Got: "-1", Want: "@sum", Code: Negative},
		{File: "f.csv", Line: 8, Got: "a, \"quoted\" thing", Want: "\tx", Code: BadNumber},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := "file,line,column,found,expected,code\n'=cmd|' /C calc'!A0,7,'+x,'-1,'@sum,negative\nf.csv,8,,\"a, \"\"quoted\"\" thing\",'\tx,number\n"
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestLongAndHostileCellsAreShownShortAndSafe(t *testing.T) {
	got := quoted([]byte("\x1b[31m" + strings.Repeat("x", 500)))
	if len(got) > 100 || strings.Contains(got, "\x1b") {
		t.Errorf("shown as %s", got)
	}
}

func TestEveryFieldIsDescribedOnce(t *testing.T) {
	seen := map[Field]bool{}
	for _, f := range Fields() {
		if seen[f.Code] || f.Name == "" || f.Unit == "" || !IsField(f.Code) {
			t.Errorf("field %+v is described twice or not wholly", f)
		}
		seen[f.Code] = true
	}
	if IsField("nonsense") {
		t.Error("nonsense is a field")
	}
}

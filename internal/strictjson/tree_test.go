package strictjson_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/internal/strictjson"
)

// wrong reads a document of one object with these fields and returns what is
// wrong with it.
func wrong(t testing.TB, text string, read func(o *strictjson.Object)) []strictjson.Fault {
	t.Helper()
	root, faults, err := strictjson.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if root != nil {
		o := root.Object()
		read(o)
		o.Done()
	}
	var list *strictjson.Faults
	if err := faults.OrNil(); err != nil && !errors.As(err, &list) {
		t.Fatalf("faults are %T", err)
	}
	return faults.List
}

func TestEveryFaultHasItsPathAndLine(t *testing.T) {
	text := "{\n \"name\": 3,\n \"list\": [\n  {\"n\": -1},\n  {\"n\": 2.5, \"spare\": true}\n ],\n \"clock\": \"8\",\n \"kind\": \"blue\"\n}"
	got := wrong(t, text, func(o *strictjson.Object) {
		o.Text("name", true)
		for _, n := range o.List("list") {
			item := n.Object()
			item.Whole("n", 0, 0, 9)
			item.Done()
		}
		o.Clock("clock", 0)
		o.Choice("kind", "red", "green")
		o.Need("size", "how large it is")
	})
	want := []strictjson.Fault{
		{Line: 1, Field: "", Found: "no field size", Expected: "size: how large it is"},
		{Line: 2, Field: "name", Found: "3", Expected: "a text in quotes"},
		{Line: 4, Field: "list[0].n", Found: "-1", Expected: "a whole number from 0 to 9"},
		{Line: 5, Field: "list[1].n", Found: "2.5", Expected: "a whole number from 0 to 9"},
		{Line: 5, Field: "list[1].spare", Found: "an unknown field", Expected: "one of n"},
		{Line: 7, Field: "clock", Found: `"8"`, Expected: `a time as "HH:MM", up to "48:00" for the day after`},
		{Line: 8, Field: "kind", Found: `"blue"`, Expected: "one of red, green"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("faults (-want +got) %s", diff)
	}
}

func TestFieldsHaveTheirFallback(t *testing.T) {
	faults := wrong(t, "\ufeff{\"null\": null}", func(o *strictjson.Object) {
		if o.Whole("a", 7, 0, 9) != 7 || o.Number("b", 1.5) != 1.5 || o.Text("c", false) != "" || o.Flag("d") ||
			o.List("e") != nil || o.Numbers("f") != nil || o.Clock("g", 480) != 480 || o.Choice("h", "x", "y") != 0 || o.Get("null") != nil {
			t.Error("an absent field is not its fallback")
		}
	})
	if len(faults) > 0 {
		t.Errorf("faults %v, want none", faults)
	}
}

func TestWhatIsNoDocumentIsOneFault(t *testing.T) {
	for name, text := range map[string]string{
		"nothing": "", "half a document": `{"a": [1, 2`, "two documents": "{} {}", "nested without end": strings.Repeat("[", 100),
	} {
		got := wrong(t, text, func(*strictjson.Object) {})
		if len(got) != 1 || got[0].Field != "file" || got[0].Expected != "one JSON document" {
			t.Errorf("%s: got %v, want one fault of the file", name, got)
		}
	}
}

func TestAFieldTwiceIsNamed(t *testing.T) {
	got := wrong(t, "{\"a\": 1,\n\"a\": 2}", func(o *strictjson.Object) { o.Whole("a", 0, 0, 9) })
	if len(got) != 1 || got[0].Line != 2 || got[0].Found != "the field twice" {
		t.Errorf("got %v, want the second a", got)
	}
}

func TestFaultsOfACheckFindTheirLines(t *testing.T) {
	root, faults, err := strictjson.Parse(strings.NewReader("{\"groups\": [\n {\"n\": 1},\n {\"n\": 2}\n]}"))
	if err != nil {
		t.Fatal(err)
	}
	root.Object().List("groups")[0].Wrong("1", "more")
	faults.Join(root, []strictjson.Fault{
		{Field: "groups[1].n", Found: "2", Expected: "less"},
		{Field: "groups[1].absent", Found: "nothing", Expected: "something"},
		{Field: "groups[0].n", Found: "1", Expected: "not said again: its group is wrong already"},
	})
	want := []strictjson.Fault{
		{Line: 2, Field: "groups[0]", Found: "1", Expected: "more"},
		{Line: 3, Field: "groups[1].n", Found: "2", Expected: "less"},
		{Line: 3, Field: "groups[1].absent", Found: "nothing", Expected: "something"},
	}
	if diff := cmp.Diff(want, faults.List); diff != "" {
		t.Errorf("faults (-want +got) %s", diff)
	}
}

func TestAWhollyWrongFileHasAnEnd(t *testing.T) {
	text := `{"list": [` + strings.TrimSuffix(strings.Repeat("-1,", 5000), ",") + `]}`
	if got := wrong(t, text, func(o *strictjson.Object) { o.Numbers("list") }); len(got) != 200 {
		t.Errorf("%d faults listed, want 200", len(got))
	}
}

func FuzzParse(f *testing.F) {
	f.Add(`{"a": [1, {"b": "c"}], "d": null}`)
	f.Add("[[[[")
	f.Fuzz(func(t *testing.T, text string) {
		root, faults, err := strictjson.Parse(strings.NewReader(text))
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if root == nil && len(faults.List) == 0 {
			t.Errorf("%q: neither a document nor a fault", text)
		}
	})
}

func TestRealNumbersHaveEitherSign(t *testing.T) {
	read := func(text string) (value float64, faults []strictjson.Fault) {
		faults = wrong(t, `{"n": `+text+`}`, func(o *strictjson.Object) { value = o.Get("n").Real() })
		return value, faults
	}
	for text, want := range map[string]float64{"-2.5": -2.5, "0": 0, "1e3": 1000} {
		if got, faults := read(text); got != want || len(faults) > 0 {
			t.Errorf("%s: got %g, %v", text, got, faults)
		}
	}
	for _, text := range []string{`"2"`, "1e999", "[1]"} {
		if got, faults := read(text); got != 0 || len(faults) != 1 || faults[0].Expected != "a number" {
			t.Errorf("%s: got %g, %v", text, got, faults)
		}
	}
}

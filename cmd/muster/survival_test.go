package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// fitOf writes a specification and its data and returns the command that asks.
func fitOf(t *testing.T, spec, data string) *survivalFitCommand {
	t.Helper()
	folder := t.TempDir()
	write := func(name, text string) string {
		if text == "" {
			return ""
		}
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	return &survivalFitCommand{Spec: write("spec", spec), In: write("in", data), Out: filepath.Join(folder, "out.json"), JSON: true}
}

func TestSurvivalFitNamesWhatIsWrongWithItsInput(t *testing.T) {
	const question = `{"kind": "km", "input": {"start": "from", "time": "to", "event": "left"}}`
	for name, c := range map[string]struct{ spec, data, want string }{
		"a kind nobody knows":              {`{"kind": "tarot"}`, "", `kind: "tarot" is not known; one of km`},
		"no JSON":                          {`{"kind": `, "", "spec:1:json: unexpected end"},
		"a stop before the start":          {question, "from,to,left\n0,5,1\n7,6,0\n", "in:3:to: the spell stops at 6 and starts at 7"},
		"an event outside the data":        {question, "from,to,left\n5,5,1\n", "in:2:left: the event at 5 is outside the spell"},
		"an event that is no event":        {question, "from,to,left\n0,5,maybe\n", `in:2:left: "maybe"; 1 for an event`},
		"a missing column":                 {question, "from,to\n0,5\n", "in:1:left: the column is missing"},
		"a blank time":                     {question, "from,to,left\n0,,1\n", "in:2:to: the cell is blank"},
		"nobody at risk":                   {question, "from,to,left\n", "nobody is at risk"},
		"a cause that is no number of one": {`{"kind": "competing_risks", "input": {"time": "t", "cause": "c"}}`, "t,c\n1,1000000000\n2,1.5\n", "in:2:c: \"1000000000\"; a whole number from 0 to 50"},
		"a state that does not exist":      {`{"kind": "multistate", "input": {"states": ["a", "b"], "stop": "t", "from": "f", "to": "g"}}`, "t,f,g\n1,1,3\n", "in:2:g: \"3\"; a whole number from 0 to 2"},
		"a penalty below nothing":          {`{"kind": "cox", "input": {"time": "t", "event": "e", "x": ["a"], "theta": -1}}`, "t,e,a\n1,1,3\n2,1,1\n3,1,4\n4,1,1\n", "input.theta: -1"},
		"collinear columns":                {`{"kind": "cox", "input": {"time": "t", "event": "e", "x": ["a", "b"]}}`, "t,e,a,b\n1,1,3,6\n2,1,1,2\n3,1,4,8\n4,1,1,2\n", "in:0:b: the column says the same as a"},
		"perfect separation":               {`{"kind": "cox", "input": {"time": "t", "event": "e", "x": ["a"]}}`, "t,e,a\n1,1,1\n2,1,1\n3,0,0\n4,0,0\n", "in:0:a: the likelihood grows without end along a"},
		"a term nobody knows":              {`{"kind": "logit", "input": {"event": "e", "x": ["a"], "baseline": ["magic(t)"]}}`, "t,e,a\n1,1,1\n2,0,2\n", "\"magic(t)\" is not known"},
		"scores without times":             {`{"kind": "survival_scores", "input": {"time": "t", "event": "e", "S_columns": ["s"]}}`, "t,e,s\n1,1,0.5\n", "input.taus: 0 times for 1 columns"},
		"a probability above one":          {`{"kind": "binary_scores", "input": {"y": "y", "p": "p"}}`, "y,p\n1,1.5\n0,0.1\n", "the probability is 1.5"},
		"no data":                          {question, "", "no data; --in FILE.csv"},
		"a column that is not a name":      {`{"kind": "km", "input": {"time": 3, "event": "left"}}`, "to,left\n1,1\n", "input.time"},
	} {
		t.Run(name, func(t *testing.T) {
			err := fitOf(t, c.spec, c.data).Run(t.Context())
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want it to say %q", err, c.want)
			}
			if code := exitCode(err); code != exitBadInput {
				t.Errorf("left with %d, want %d", code, exitBadInput)
			}
		})
	}
}

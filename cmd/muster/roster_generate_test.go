package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/scheduling/roster/format"
)

// generated runs the command and returns what it wrote.
func generated(t *testing.T, c rosterGenerate) []byte {
	t.Helper()
	c.Out = filepath.Join(t.TempDir(), "problem.json")
	if err := c.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(c.Out)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestAGeneratedCentreIsAProblemThatTheSolverRosters(t *testing.T) {
	for _, c := range []rosterGenerate{
		{People: 12, Days: 14, Seed: 3, Difficulty: "plain"},
		{People: 15, Days: 7, Seed: 3, Difficulty: "hard"},
	} {
		t.Run(c.Difficulty, func(t *testing.T) {
			problem := written(t, "problem.json", string(generated(t, c)))
			out := filepath.Join(t.TempDir(), "roster.json")
			if err := (&rosterSolve{In: problem, Out: out, Seed: 1, Threads: 1, Iterations: 30}).Run(context.Background()); err != nil {
				t.Fatalf("the solver refuses it: %v", err)
			}
			if text, err := os.ReadFile(out); err != nil || len(text) == 0 {
				t.Errorf("no roster was written: %v", err)
			}
		})
	}
}

func TestAGeneratedCentreFollowsFromItsSeed(t *testing.T) {
	c := rosterGenerate{People: 30, Days: 28, Seed: 7, Difficulty: "hard"}
	if !bytes.Equal(generated(t, c), generated(t, c)) {
		t.Error("the same seed wrote two different problems")
	}
	other := c
	other.Seed = 8
	if bytes.Equal(generated(t, c), generated(t, other)) {
		t.Error("another seed wrote the same problem")
	}
}

// The demand of the documented centre is what its people can work, breaks apart.
func TestAGeneratedCentreHasTheDocumentedSize(t *testing.T) {
	p, err := format.ReadProblem(bytes.NewReader(generated(t, rosterGenerate{People: 300, Days: 28, Seed: 1, Difficulty: "plain"})))
	if err != nil {
		t.Fatal(err)
	}
	if len(p.People) != 300 || len(p.Groups) != 3 || p.Grid.Days() != 28 || p.Grid.Minutes() != 15 {
		t.Errorf("%d people, %d groups, %d days of %d minutes; want 300, 3, 28 of 15", len(p.People), len(p.Groups), p.Grid.Days(), p.Grid.Minutes())
	}
	if per := demandOf(p) / 300; per < 590 || per > 610 {
		t.Errorf("%.0f quarter hours of demand a person; want about 600", per)
	}
	second := 0
	for _, person := range p.People {
		second += len(person.Groups) - 1
	}
	if second != 50 {
		t.Errorf("%d people hold a second skill; want a sixth of 300", second)
	}
}

func demandOf(p *roster.Problem) (sum float64) {
	for _, g := range p.Groups {
		for _, v := range g.Required {
			sum += v
		}
	}
	return sum
}

func TestACentreThatCannotBeIsNotGenerated(t *testing.T) {
	for _, c := range []rosterGenerate{{People: 2, Days: 28}, {People: 10, Days: 0}, {People: 10, Days: 367}} {
		c.Out = filepath.Join(t.TempDir(), "problem.json")
		var bad *badInput
		if err := c.Run(context.Background()); !errors.As(err, &bad) {
			t.Errorf("%d people, %d days: %v; want bad input", c.People, c.Days, err)
		}
		if _, err := os.Stat(c.Out); !os.IsNotExist(err) {
			t.Errorf("%d people, %d days: a file was written", c.People, c.Days)
		}
	}
}

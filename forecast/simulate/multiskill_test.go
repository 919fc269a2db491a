package simulate_test

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/muster-wfm/muster/forecast/simulate"
)

// sharedFile opens a file of the shared folder and skips where it is absent.
func sharedFile(t testing.TB, parts ...string) *os.File {
	t.Helper()
	folder := os.Getenv("MUSTER_SHARED")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "shared")
	}
	file, err := os.Open(filepath.Join(append([]string{folder}, parts...)...))
	if err != nil {
		t.Skipf("no reference values here: %v; set MUSTER_SHARED to the folder that holds oracle/", err)
	}
	t.Cleanup(func() { file.Close() })
	return file
}

// design is an exactly solved model of two queues with shared agents.
type design struct {
	id, kind      string
	params, exact map[string]float64
}

func readDesigns(t testing.TB) []design {
	t.Helper()
	lines, err := csv.NewReader(sharedFile(t, "oracle", "queueing", "oracle_multiskill_public.csv")).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []design
	for _, line := range lines[1:] {
		d := design{id: line[0], kind: line[1]}
		for text, into := range map[string]*map[string]float64{line[2]: &d.params, line[3]: &d.exact} {
			if err := json.Unmarshal([]byte(text), into); err != nil {
				t.Fatalf("row %s: %v", d.id, err)
			}
		}
		out = append(out, d)
	}
	return out
}

// scenario writes a design down: in N, queue 1 asks the specialists A first and
// then B, who also handle queue 2; in M, both queues ask their specialists
// first and then the generalists.
func (d design) scenario(hours int) simulate.Scenario {
	p := d.params
	queue := func(name string, lambda, aht, patience float64) simulate.Queue {
		return simulate.Queue{Name: name, Contacts: flat(lambda*3600, hours), Handle: exponential(aht), Patience: exponential(patience), Threshold: 20}
	}
	group := func(name string, agents float64, skills ...simulate.Skill) simulate.Group {
		return simulate.Group{Name: name, Agents: flat(int(agents), hours), Skills: skills}
	}
	first := func(key string, queue float64) int {
		if p[key] == queue {
			return 1
		}
		return 2
	}
	s := simulate.Scenario{Interval: 3600, Intervals: hours, WarmUp: 4}
	if d.kind == "N" {
		s.Queues = []simulate.Queue{queue("1", p["lam1_per_s"], p["aht_A1"], p["pat1"]), queue("2", p["lam2_per_s"], p["aht_B2"], p["pat2"])}
		s.Groups = []simulate.Group{
			group("A", p["nA"], simulate.Skill{Queue: "1", Level: 1, Rank: 1}),
			group("B", p["nB"],
				simulate.Skill{Queue: "1", Level: first("B_serves_first", 1), Rank: 2, HandleMean: p["aht_B1"]},
				simulate.Skill{Queue: "2", Level: first("B_serves_first", 2), Rank: 1}),
		}
		return s
	}
	s.Queues = []simulate.Queue{queue("1", p["lam1_per_s"], p["aht1"], p["pat1"]), queue("2", p["lam2_per_s"], p["aht2"], p["pat2"])}
	s.Groups = []simulate.Group{
		group("specialists 1", p["n_spec1"], simulate.Skill{Queue: "1", Level: 1, Rank: 1}),
		group("specialists 2", p["n_spec2"], simulate.Skill{Queue: "2", Level: 1, Rank: 1}),
		group("generalists", p["n_gen"],
			simulate.Skill{Queue: "1", Level: first("gen_serves_first", 1), Rank: 2},
			simulate.Skill{Queue: "2", Level: first("gen_serves_first", 2), Rank: 2}),
	}
	return s
}

// perHour is how many contacts arrive in an hour.
func (d design) perHour() float64 { return 3600 * (d.params["lam1_per_s"] + d.params["lam2_per_s"]) }

// outcome is a figure beside what is exact.
type outcome struct {
	what  string
	got   simulate.Estimate
	exact float64
}

// outcomes are the figures of a run that the exact chain knows.
func (d design) outcomes(r *simulate.Report) []outcome {
	var out []outcome
	for i, q := range r.Queues {
		number := string(rune('1' + i))
		out = append(out, outcome{"share waiting of queue " + number, q.PWait, d.exact["pwait"+number]},
			outcome{"abandonment of queue " + number, q.PAbandon, d.exact["pab"+number]})
	}
	occupancy := []string{"occA", "occB"}
	if d.kind == "M" {
		occupancy = []string{"occ1", "occ2", "occG"}
	}
	for i, key := range occupancy {
		out = append(out, outcome{"occupancy of " + r.Groups[i].Name, r.Groups[i].Occupancy, d.exact[key]})
	}
	return out
}

// Long runs (MUSTER_SOAK) are of 24 times 300,000 contacts a design.
func TestSharedAgentsAreAsTheExactChainsSay(t *testing.T) {
	soak := os.Getenv("MUSTER_SOAK") != ""
	worst, at := 0.0, ""
	for _, d := range readDesigns(t) {
		t.Run(d.id, func(t *testing.T) {
			hours := 120
			if soak {
				hours = int(math.Ceil(300_000 / d.perHour()))
			}
			r := run(t, d.scenario(hours), simulate.Options{Replications: 24, Seed: 12, Workers: 2})
			for _, o := range d.outcomes(r) {
				near(t, o.what, o.got, o.exact)
				if z := math.Abs(o.got.Mean-o.exact) / o.got.SE; z > worst && o.exact > 1e-5 {
					worst, at = z, d.id+", "+o.what
				}
			}
			d.sharedTime(t, r)
		})
	}
	t.Logf("furthest from exact by %.2f standard errors: %s", worst, at)
}

// sharedTime checks how much of the shared agents' time goes to queue 1.
func (d design) sharedTime(t *testing.T, r *simulate.Report) {
	t.Helper()
	shared := r.Groups[len(r.Groups)-1]
	for _, skill := range shared.Skills {
		if skill.Queue != "1" {
			continue
		}
		mean := 0.0
		for _, agents := range skill.Agents {
			mean += agents / float64(len(skill.Agents))
		}
		want := d.exact["busyB_type1"] + d.exact["busyG_type1"]
		if math.Abs(mean-want) > 0.03*want+0.02 {
			t.Errorf("%s had %.4f agents with queue 1 in mean, exactly %.4f", shared.Name, mean, want)
		}
	}
}

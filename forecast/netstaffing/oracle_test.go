package netstaffing_test

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/muster-wfm/muster/forecast/netstaffing"
	"github.com/muster-wfm/muster/forecast/staffing"
)

// design is an exactly solved model of two queues with shared agents.
type design struct {
	id, kind      string
	params, exact map[string]float64
}

func readDesigns(t testing.TB) []design {
	t.Helper()
	folder := os.Getenv("MUSTER_SHARED")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "shared")
	}
	file, err := os.Open(filepath.Join(folder, "oracle", "queueing", "oracle_multiskill_public.csv"))
	if err != nil {
		t.Skipf("no reference values here: %v; set MUSTER_SHARED to the folder that holds oracle/", err)
	}
	defer file.Close()
	lines, err := csv.NewReader(file).ReadAll()
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

// centre writes a design down. A threshold of 0 makes the service level the share
// that does not wait.
func (d design) centre(hours int) *netstaffing.Centre {
	p := d.params
	line := func(name string, rate, aht, patience float64) netstaffing.Queue {
		return netstaffing.Queue{
			Name: name, Contacts: flat(rate*3600, hours), AHT: []float64{aht}, Patience: patience,
			Goals: staffing.Goals{ServiceLevel: 0.7, Threshold: 0, Variant: 1},
		}
	}
	level := func(key string, queue float64) int {
		if p[key] == queue {
			return 1
		}
		return 2
	}
	c := &netstaffing.Centre{Interval: 3600}
	if d.kind == "N" {
		c.Queues = []netstaffing.Queue{line("1", p["lam1_per_s"], p["aht_A1"], p["pat1"]), line("2", p["lam2_per_s"], p["aht_B2"], p["pat2"])}
		c.Groups = []netstaffing.Group{
			{Name: "A", Agents: flat(p["nA"], hours), Skills: []netstaffing.Skill{{Queue: 0, Level: 1}}},
			{Name: "B", Agents: flat(p["nB"], hours), Skills: []netstaffing.Skill{
				{Queue: 0, Level: 1 + level("B_serves_first", 1), Handle: p["aht_B1"] / p["aht_A1"]},
				{Queue: 1, Level: 1 + level("B_serves_first", 2)},
			}},
		}
		return c
	}
	c.Queues = []netstaffing.Queue{line("1", p["lam1_per_s"], p["aht1"], p["pat1"]), line("2", p["lam2_per_s"], p["aht2"], p["pat2"])}
	c.Groups = []netstaffing.Group{
		{Name: "specialists 1", Agents: flat(p["n_spec1"], hours), Skills: []netstaffing.Skill{{Queue: 0, Level: 1}}},
		{Name: "specialists 2", Agents: flat(p["n_spec2"], hours), Skills: []netstaffing.Skill{{Queue: 1, Level: 1}}},
		{Name: "generalists", Agents: flat(p["n_gen"], hours), Skills: []netstaffing.Skill{
			{Queue: 0, Level: 1 + level("gen_serves_first", 1)}, {Queue: 1, Level: 1 + level("gen_serves_first", 2)},
		}},
	}
	return c
}

func TestServiceOfSharedAgentsIsNearTheExactChains(t *testing.T) {
	var flow, simulated, worst float64
	designs := readDesigns(t)
	for _, d := range designs {
		c := d.centre(400)
		first, err := netstaffing.Instant(context.Background(), c, 2)
		if err != nil {
			t.Fatal(err)
		}
		second, err := netstaffing.Simulated(context.Background(), c, netstaffing.Options{Replications: 5, Seed: 5, Workers: 2})
		if err != nil {
			t.Fatal(err)
		}
		for q, key := range []string{"pwait1", "pwait2"} {
			want := 1 - d.exact[key]
			a, b := first.Queues[q].Expected.ServiceLevel.Value, second.Queues[q].Expected.ServiceLevel.Value
			flow += math.Abs(a-want) / float64(2*len(designs))
			worst = max(worst, math.Abs(a-want))
			simulated = max(simulated, math.Abs(b-want))
		}
	}
	if flow > 0.10 || worst > 0.30 {
		t.Errorf("the flow errs by %.3f in mean and %.3f at worst; want at most 0.10 and 0.30", flow, worst)
	}
	if simulated > 0.015 {
		t.Errorf("the simulated picture errs by up to %.3f; want at most 0.015", simulated)
	}
	t.Logf("share served at once: flow errs by %.3f in mean and %.3f at worst, the simulated picture by at most %.3f", flow, worst, simulated)
}

package forecast

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/muster-wfm/muster/forecast/erlang"
	"github.com/muster-wfm/muster/forecast/simulate"
	"github.com/muster-wfm/muster/forecast/staffing"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// oracleRows reads a file of the shared oracle, a map a row.
func oracleRows(t *testing.T, name string) []map[string]string {
	t.Helper()
	shared := os.Getenv("MUSTER_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "shared")
	}
	file, err := os.Open(filepath.Join(shared, "oracle", "queueing", name))
	if os.IsNotExist(err) {
		t.Skip("needs the shared reference data; set MUSTER_SHARED to its folder")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	lines, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, name := range lines[0] {
			row[name] = line[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func numbersOf(t *testing.T, text string) []float64 {
	t.Helper()
	var out []float64
	for part := range strings.FieldsSeq(text) {
		v, err := strconv.ParseFloat(part, 64)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

// tickets is a requirement of one-minute tickets by half hours, so many
// agent-intervals of work each, without any idle time.
func tickets(work []float64, open []bool, within float64) Requirement {
	days := (len(open) + 47) / 48
	r := Requirement{
		QueueCode: "tickets", Zone: "Etc/UTC", Minutes: 30, From: grid.MustDate("2027-01-04"), Days: days, Concurrency: 1, Deferred: true,
		DeferredMethod: DeferredByDeadline, Goal: workforce.ServiceGoal{ThresholdS: within * 1800, MaxOccupancy: 1, SLVariant: workforce.SLOffered},
	}
	r.Curves.Contacts, r.Curves.AHTS = make([]float64, 48*days), slices.Repeat([]float64{60}, 48*days)
	r.Curves.Open = make([]bool, 48*days)
	for i, w := range work {
		r.Curves.Contacts[i] = 30 * w
	}
	copy(r.Curves.Open, open)
	return r
}

func planned(t *testing.T, r Requirement) (Requirement, grid.Grid) {
	t.Helper()
	g, err := r.Grid()
	if err != nil {
		t.Fatal(err)
	}
	c, err := r.compute(t.Context(), g, RunCurves{Contacts: r.Curves.Contacts, AHTS: r.Curves.AHTS}, r.Curves.Open)
	if err != nil {
		t.Fatal(err)
	}
	r.Curves = c
	return r, g
}

func backlogOf(t *testing.T, r Requirement, g grid.Grid) BacklogCourse {
	t.Helper()
	b, err := r.backlog(g)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestRequirementsOfWorkThatMayWaitHaveTheLeastPeakAndKeepAllPromises(t *testing.T) {
	for _, row := range oracleRows(t, "oracle_deferred_public.csv") {
		var open []bool
		for _, mark := range row["open_mask"] {
			open = append(open, mark == '1')
		}
		r := tickets(numbersOf(t, row["work_agent_intervals"]), open, numbersOf(t, row["deadline_intervals"])[0])
		alone, g := planned(t, r)
		if got, want := slices.Max(alone.Curves.Fractional), numbersOf(t, row["min_peak_capacity"])[0]; math.Abs(got-want) > 1e-9*want {
			t.Errorf("%s: %v people at most, want %v", row["id"], got, want)
		}
		if kept := backlogOf(t, alone, g).Kept; kept < 1-1e-9 {
			t.Errorf("%s: %v of the promises are kept, want all", row["id"], kept)
		}
		live := numbersOf(t, row["live_agents"])
		r.Curves.Live = append(live, make([]float64, len(r.Curves.Contacts)-len(live))...)
		beside, _ := planned(t, r)
		peak := slices.Max(live)
		for i, people := range beside.Curves.Fractional {
			if people > 0 {
				peak = max(peak, people+r.Curves.Live[i])
			}
		}
		if want := numbersOf(t, row["min_peak_live_plus_deferred"])[0]; math.Abs(peak-want) > 1e-9*want {
			t.Errorf("%s: with live work %v people at most, want %v", row["id"], peak, want)
		}
	}
}

func TestIdleTimeAndChatsCountInWorkThatMayWait(t *testing.T) {
	open := slices.Repeat([]bool{true}, 48)
	r := tickets([]float64{8}, open, 8)
	full, _ := planned(t, r)
	r.Goal.MaxOccupancy = 0.8
	idle, g := planned(t, r)
	r.Concurrency, r.Goal.Concurrency = 2, workforce.ConcurrentTimes{Growth: 0.5}
	twice, _ := planned(t, r)
	for i := range open {
		if math.Abs(idle.Curves.Fractional[i]-full.Curves.Fractional[i]/0.8) > 1e-9 || math.Abs(twice.Curves.Fractional[i]-idle.Curves.Fractional[i]*0.75) > 1e-9 {
			t.Fatalf("interval %d: %v people, busy four fifths of their time %v, with two half as slow again at once %v",
				i, full.Curves.Fractional[i], idle.Curves.Fractional[i], twice.Curves.Fractional[i])
		}
	}
	b := backlogOf(t, idle, g)
	if b.Kept < 1-1e-9 || len(b.Left) != 0 {
		t.Errorf("%v of the promises kept, %v left", b.Kept, b.Left)
	}
}

func TestABacklogIsConservedAndHandedOn(t *testing.T) {
	open := make([]bool, 48)
	for i := 16; i < 36; i++ {
		open[i] = true
	}
	work := slices.Repeat([]float64{2}, 48)
	r := tickets(work, open, 20)
	r.Goal.BusinessHours, r.Goal.SLTarget = true, 0.9
	r.Backlog = []OpenContacts{{Contacts: 90, AgeS: 5 * 3600}, {Contacts: 30, AgeS: 40 * 3600}}
	r, g := planned(t, r)
	b := backlogOf(t, r, g)
	came, done, left := 120.0, 0.0, 0.0
	for i := range work {
		came, done = came+b.Arrived[i], done+b.Done[i]
		waits := 0.0
		for _, list := range b.Waiting {
			waits += list[i]
		}
		if math.Abs(came-done-waits) > 1e-6 {
			t.Fatalf("interval %d: %v came, %v is done, %v waits", i, came, done, waits)
		}
	}
	for i, l := range b.Left {
		left += l.Contacts
		if i > 0 && l.AgeS >= b.Left[i-1].AgeS {
			t.Errorf("what is left is not ordered by age, the oldest first: %v", b.Left)
		}
	}
	if math.Abs(left-(came-done)) > 1e-6 || math.Abs(left-13*60) > 1e-6 {
		t.Errorf("%v contacts are left; want the %v that came from the last open half hour on", left, 13*60)
	}
	if diff := cmp.Diff([]float64{18000, 36000, 72000}, b.AgesS, cmpopts.EquateApprox(0, 1e-9)); diff != "" {
		t.Errorf("ages (-want +got):\n%s", diff)
	}
}

func TestAShortPromiseIsStaffedAsAQueue(t *testing.T) {
	r := tickets([]float64{0, 2, 2, 2}, []bool{true, false, true, true}, 1)
	r.Goal.SLTarget = 0.9
	for i := range r.Curves.AHTS {
		r.Curves.AHTS[i], r.Curves.Contacts[i] = 600, r.Curves.Contacts[i]/10
	}
	got, _ := planned(t, r)
	load, err := staffing.LoadOf(12, 600, 1800) // with those that came while closed
	if err != nil {
		t.Fatal(err)
	}
	goals := staffing.Goals{ServiceLevel: 0.9, Threshold: 1800, MaxOccupancy: 1}
	goals.Variant = erlang.OfOffered
	want, err := staffing.Requirement(load, goals)
	if err != nil {
		t.Fatal(err)
	}
	if !got.asQueue(&got.Curves) || got.Curves.Fractional[2] != want.Fractional || !got.Curves.ServiceLevelIsDefined || got.Curves.Binding[1] != closed {
		t.Errorf("%v people and %v; want %v by the formula of a queue", got.Curves.Fractional[:4], got.Curves.Binding[:4], want.Fractional)
	}
	got.DeferredMethod = 0
	if got.asQueue(&got.Curves) {
		t.Error("a requirement made before the method is shown as a queue, which it was not staffed as")
	}
}

func TestTheHashOfAPlainGoalIsWhatItWas(t *testing.T) {
	r := Requirement{Goal: workforce.ServiceGoal{SLTarget: 0.8, ThresholdS: 20}, Concurrency: 1}
	plain := r.hash(Run{})
	const asItWas = "8c65577b9638d33b909ea9232b94f074e9ad9974b2b45c0afec95bd23af92868"
	if plain != asItWas {
		t.Errorf("hash %s; requirements made before have %s", plain, asItWas)
	}
	different := map[string]func(*Requirement){
		"handle times by concurrency": func(r *Requirement) { r.Goal.Concurrency.Growth = 0.1 },
		"deferred":                    func(r *Requirement) { r.Deferred = true },
		"deferred by deadline":        func(r *Requirement) { r.Deferred, r.DeferredMethod = true, DeferredByDeadline },
		"business hours":              func(r *Requirement) { r.Deferred, r.Goal.BusinessHours = true, true },
		"a backlog": func(r *Requirement) {
			r.Deferred, r.DeferredMethod, r.Backlog = true, DeferredByDeadline, []OpenContacts{{1, 2}}
		},
	}
	seen := map[string]string{plain: "plain"}
	for name, change := range different {
		changed := r
		change(&changed)
		hash := changed.hash(Run{})
		if other, twice := seen[hash]; twice {
			t.Errorf("%s and %s have the same hash", name, other)
		}
		seen[hash] = name
	}
}

func TestChatsAreStaffedByTheirChain(t *testing.T) {
	for _, row := range oracleRows(t, "oracle_chat_public.csv") {
		number := func(name string) float64 { return numbersOf(t, row[name])[0] }
		times := numbersOf(t, row["aht_s_at_conc_1..k"])
		r := Requirement{
			QueueCode: "chat", Zone: "Etc/UTC", Minutes: 30, From: grid.MustDate("2027-01-04"), Days: 1, Concurrency: float64(len(times)),
			Goal: workforce.ServiceGoal{
				ThresholdS: number("t_s"), SLVariant: workforce.SLOffered, PatienceS: number("patience_s"), MinAgents: int(number("agents")),
				Concurrency: workforce.ConcurrentTimes{AHTS: times},
			},
		}
		r.Curves.Contacts = slices.Repeat([]float64{1800 * number("lambda_per_s")}, 48)
		r.Curves.AHTS = slices.Repeat([]float64{times[0]}, 48)
		r.Curves.Open = slices.Repeat([]bool{true}, 48)
		got, _ := planned(t, r)
		if c := got.Curves; c.Agents[0] != number("agents") || math.Abs(c.ServiceLevel[0]-number("served_le_t")) > 0.01 || math.Abs(c.Abandon[0]-number("p_abandon")) > 0.01 {
			t.Errorf("%s: %v agents, service level %.4f, abandonment %.4f; want %s, %s, %s within 0.01",
				row["id"], c.Agents[0], c.ServiceLevel[0], c.Abandon[0], row["agents"], row["served_le_t"], row["p_abandon"])
		}
	}
}

func TestHandleTimesByConcurrency(t *testing.T) {
	list := workforce.ConcurrentTimes{AHTS: []float64{400, 500, 900}}
	cases := []struct {
		name        string
		concurrency float64
		times       workforce.ConcurrentTimes
		alone       float64
		want        []float64
		effort      float64
		capped      int
		paces       []float64
	}{
		{"nothing is known", 2, workforce.ConcurrentTimes{}, 300, []float64{300}, 150, 0, []float64{1, 1}},
		{"a list", 2, list, 400, []float64{400, 500}, 250, 0, []float64{1, 1.25}},
		{"a list under an adjustment", 2, list, 440, []float64{440, 550}, 275, 0, []float64{1, 1.25}},
		{"a list that ends with less throughput", 3, list, 400, []float64{400, 500, 900}, 250, 3, []float64{1, 1.25}},
		{"a list shorter than the channel allows", 5, list, 400, []float64{400, 500, 900}, 250, 3, []float64{1, 1.25}},
		{"growth", 3, workforce.ConcurrentTimes{Growth: 0.2}, 300, []float64{300, 360, 420}, 140, 0, []float64{1, 1.2, 1.4}},
		{"so much growth that one at a time is best", 2, workforce.ConcurrentTimes{Growth: 1.5}, 300, []float64{300, 750}, 300, 2, []float64{1}},
		{"one at a time", 1, list, 400, []float64{400}, 400, 0, []float64{1}},
	}
	approx := cmpopts.EquateApprox(1e-12, 0)
	for _, c := range cases {
		r := Requirement{Concurrency: c.concurrency, Goal: workforce.ServiceGoal{Concurrency: c.times}}
		if diff := cmp.Diff(c.want, r.HandleTimes(c.alone), approx); diff != "" {
			t.Errorf("%s: handle times (-want +got):\n%s", c.name, diff)
		}
		if diff := cmp.Diff(c.paces, r.paces(), approx); diff != "" {
			t.Errorf("%s: paces (-want +got):\n%s", c.name, diff)
		}
		if got := r.effort(c.alone); math.Abs(got-c.effort) > 1e-9 || r.Unproductive() != c.capped {
			t.Errorf("%s: %v s of an agent, one more is of no use from %d; want %v and %d", c.name, got, r.Unproductive(), c.effort, c.capped)
		}
	}
	var channel workforce.Channel
	channel.Concurrency = 1
	voice := Requirement{Concurrency: 1, Goal: workforce.ServiceGoal{Concurrency: list}}
	if err := voice.settleConcurrency(channel); err == nil {
		t.Error("handle times by concurrency are taken for a channel of one contact at a time")
	}
}

func TestPooledChatsEachKeepTheirPace(t *testing.T) {
	slow, quick, voice := []float64{1, 1.5, 1.9}, []float64{1, 1.1}, []float64(nil)
	g := simulate.Group{}
	for i, paces := range [][]float64{voice, slow, quick} {
		g.Skills = append(g.Skills, simulate.Skill{Queue: strconv.Itoa(i), Chat: paces != nil, Chats: paces})
	}
	settleChats(&g)
	want := simulate.Group{Chats: slow[:2], Skills: []simulate.Skill{{Queue: "0"}, {Queue: "1", Chat: true}, {Queue: "2", Chat: true, Chats: quick}}}
	if diff := cmp.Diff(want, g); diff != "" {
		t.Errorf("the fewest at once, each at its pace (-want +got):\n%s", diff)
	}
}

func TestAWeekOfWorkThatMayWaitNeedsItsWork(t *testing.T) {
	open := make([]bool, 7*48)
	for i := range open {
		open[i] = i%48 >= 16 && i%48 < 36
	}
	r := tickets(slices.Repeat([]float64{2}, 7*48), open, 20)
	r.Goal.MaxOccupancy, r.Goal.BusinessHours = 0.8, true
	shape, err := shapeOf(r)
	if err != nil {
		t.Fatal(err)
	}
	hours, err := shape.hours([]float64{336, 672})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]float64{420, 840}, hours, cmpopts.EquateApprox(1e-9, 0)); diff != "" {
		t.Errorf("336 and 672 hours of work, four fifths busy (-want +got):\n%s", diff)
	}
	r.Goal.ThresholdS = 100 // a queue: idle time is needed
	short, err := shapeOf(r)
	if err != nil {
		t.Fatal(err)
	}
	if hours, err = short.hours([]float64{336}); err != nil || hours[0] <= 420 {
		t.Errorf("staffed as a queue 336 hours of work need %v, %v; want more than 420", hours, err)
	}
}

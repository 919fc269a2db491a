package format

import (
	"io"
	"slices"
	"time"

	"github.com/muster-wfm/muster/forecast/simulate"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/internal/strictjson"
)

// ScenarioVersion is the value of the field "format" of a scenario.
const ScenarioVersion = "muster-scenario/1"

// Fault and Faults are what is wrong with a document.
type (
	Fault  = strictjson.Fault
	Faults = strictjson.Faults
)

// The words for a scenario's rules, in the order of their constants.
var (
	takings   = []string{"by_level", "oldest_first"}
	choosings = []string{"longest_idle", "most_idle"}
	leavings  = []string{"finish", "drop"}
	shapes    = []string{"exponential", "lognormal", "gamma", "hyperexponential", "constant", "empirical"}
	channels  = []string{"voice", "chat", "outbound"}
)

// The channels, as positions in channels.
const (
	chat     = 1
	outbound = 2
)

// ReadScenario reads a scenario. It returns [*Faults] when anything in the
// document is wrong, in which case there is no scenario.
func ReadScenario(in io.Reader) (*simulate.Scenario, error) {
	root, faults, err := strictjson.Parse(in)
	if err != nil {
		return nil, err
	}
	if root == nil {
		return nil, faults
	}
	s := readScenario(root)
	if s.Intervals > 0 {
		faults.Join(root, problemsOf(s))
	}
	if err := faults.OrNil(); err != nil {
		return nil, err
	}
	return s, nil
}

// problemsOf are what the scenario's own check finds, without lines.
func problemsOf(s *simulate.Scenario) []Fault {
	problems, _ := s.Check().(problem.List) //nolint:errorlint // Check returns these and nothing else
	faults := make([]Fault, len(problems))
	for i, p := range problems {
		faults[i] = Fault{Field: p.Field, Found: p.Found, Expected: p.Expected}
	}
	return faults
}

// reading is a scenario in the making.
type reading struct {
	s     *simulate.Scenario
	chats map[string]bool // queues whose channel is chat
}

func readScenario(root *strictjson.Node) *simulate.Scenario {
	r := &reading{s: &simulate.Scenario{}, chats: map[string]bool{}}
	o := root.Object()
	defer o.Done()
	if version := o.Text("format", true); version != ScenarioVersion && version != "" {
		o.Field("format").Wrong(o.Field("format").Show(), ScenarioVersion)
	}
	o.Need("interval_s", "length of an interval in seconds")
	r.s.Interval = o.Number("interval_s", 0)
	o.Need("intervals", "how many intervals are played")
	r.s.Intervals = o.Whole("intervals", 0, 1, 200_000)
	r.s.Busyness = o.Number("busyness", 0)
	r.s.WarmUp = o.Whole("warm_up", 0, 0, max(0, r.s.Intervals-1))
	r.s.Start = readStart(o)
	r.s.Taking = simulate.Taking(o.Choice("taking", takings...))
	r.s.Choosing = simulate.Choosing(o.Choice("choosing", choosings...))
	r.s.Leaving = simulate.Leaving(o.Choice("leaving", leavings...))
	for _, n := range o.List("queues") {
		r.s.Queues = append(r.s.Queues, r.queue(n.Object()))
	}
	for _, n := range o.List("groups") {
		r.s.Groups = append(r.s.Groups, r.group(n.Object()))
	}
	return r.s
}

// readStart reads when the first interval begins, and the zone to show it in.
func readStart(o *strictjson.Object) time.Time {
	n, zone := o.Get("start"), o.Text("zone", false)
	if n == nil {
		if zone != "" {
			o.Field("zone").Wrong(o.Field("zone").Show(), "a zone only beside start")
		}
		return time.Time{}
	}
	start, err := time.Parse(time.RFC3339, n.Raw())
	if err != nil {
		n.Wrong(n.Show(), "a time as 2026-03-02T08:00:00+01:00")
		return time.Time{}
	}
	if zone == "" {
		return start
	}
	place, err := time.LoadLocation(zone)
	if err != nil {
		o.Field("zone").Wrong(o.Field("zone").Show(), "a time zone such as Europe/London")
		return time.Time{}
	}
	return start.In(place)
}

// perInterval reads a list with one number an interval, or one number for all.
func (r *reading) perInterval(o *strictjson.Object, name string) []float64 {
	n := o.Get(name)
	if n == nil {
		return nil
	}
	if _, list := n.Items(); list {
		return o.Numbers(name)
	}
	v := n.Number()
	values := make([]float64, r.s.Intervals)
	for i := range values {
		values[i] = v
	}
	return values
}

// agentsPerInterval is perInterval for whole numbers.
func (r *reading) agentsPerInterval(o *strictjson.Object, name string) []int {
	n := o.Get(name)
	if n == nil {
		return nil
	}
	const most = 1_000_000
	var values []int
	if items, list := n.Items(); list {
		for _, item := range items {
			values = append(values, item.Whole(0, most))
		}
		return values
	}
	v := n.Whole(0, most)
	for range r.s.Intervals {
		values = append(values, v)
	}
	return values
}

// readDistribution reads how long something takes; an absent one says nothing.
func readDistribution(o *strictjson.Object, name, expected string) simulate.Distribution {
	n := o.Get(name)
	if n == nil {
		return simulate.Distribution{}
	}
	d := n.Object()
	defer d.Done()
	out := simulate.Distribution{Shape: simulate.Shape(d.Choice("shape", shapes...))}
	if word := d.Field("shape"); word != nil && !slices.Contains(shapes, word.Raw()) {
		d.Get("cv") // of a shape whose name is wrong nobody knows the fields
		d.Get("quantiles_s")
	}
	if out.Shape == simulate.Empirical {
		d.Need("quantiles_s", "rising values in seconds, equally likely")
		out.Quantiles = d.Numbers("quantiles_s")
		return out
	}
	out.Mean = d.Positive("mean_s", expected)
	switch out.Shape {
	case simulate.Lognormal, simulate.Gamma, simulate.Hyperexponential:
		d.Need("cv", "coefficient of variation, deviation over mean")
		out.CV = d.Number("cv", 0)
	}
	return out
}

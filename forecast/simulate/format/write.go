package format

import (
	"encoding/json"
	"io"
	"slices"
	"time"

	"github.com/muster-wfm/muster/forecast/simulate"
)

// scenario is a scenario as it is written.
type scenario struct {
	Format    string  `json:"format"`
	Start     string  `json:"start,omitempty"`
	Zone      string  `json:"zone,omitempty"`
	Interval  float64 `json:"interval_s"`
	Intervals int     `json:"intervals"`
	WarmUp    int     `json:"warm_up,omitempty"`
	Busyness  float64 `json:"busyness,omitempty"`
	Taking    string  `json:"taking"`
	Choosing  string  `json:"choosing"`
	Leaving   string  `json:"leaving"`
	Queues    []queue `json:"queues"`
	Groups    []group `json:"groups"`
}

type queue struct {
	Name       string        `json:"name"`
	Channel    string        `json:"channel"`
	Contacts   any           `json:"contacts,omitempty"`
	Busyness   float64       `json:"busyness,omitempty"`
	Handle     *distribution `json:"handle"`
	Patience   *distribution `json:"patience,omitempty"`
	HandleBy   []float64     `json:"handle_by,omitempty"`
	PatienceBy []float64     `json:"patience_by,omitempty"`
	Threshold  *float64      `json:"threshold_s,omitempty"`
	Priority   int           `json:"priority,omitempty"`
	Waiting    int           `json:"waiting,omitempty"`
	Overflow   *overflow     `json:"overflow,omitempty"`
	Callback   *callback     `json:"callback,omitempty"`
	Redial     *redial       `json:"redial,omitempty"`
	Reserve    int           `json:"reserve,omitempty"`
}

type distribution struct {
	Shape     string    `json:"shape"`
	Mean      float64   `json:"mean_s,omitempty"`
	CV        float64   `json:"cv,omitempty"`
	Quantiles []float64 `json:"quantiles_s,omitempty"`
}

type overflow struct {
	After float64 `json:"after_s"`
	To    string  `json:"to"`
}

type callback struct {
	From   int     `json:"from"`
	Accept float64 `json:"accept"`
}

type redial struct {
	Share float64 `json:"share"`
	After float64 `json:"after_s"`
}

type group struct {
	Name   string    `json:"name"`
	Agents any       `json:"agents,omitempty"`
	Shifts []shift   `json:"shifts,omitempty"`
	Chats  []float64 `json:"chats,omitempty"`
	Skills []skill   `json:"skills"`
}

type shift struct {
	Agents int     `json:"agents"`
	From   float64 `json:"from_s"`
	To     float64 `json:"to_s"`
	Breaks []pause `json:"breaks,omitempty"`
}

type pause struct {
	From float64 `json:"from_s"`
	To   float64 `json:"to_s"`
}

type skill struct {
	Queue      string    `json:"queue"`
	Level      int       `json:"level"`
	Rank       int       `json:"rank,omitempty"`
	After      float64   `json:"after_s,omitempty"`
	HandleMean float64   `json:"handle_mean_s,omitempty"`
	Chat       *bool     `json:"chat,omitempty"` // where the queue's channel says otherwise
	Chats      []float64 `json:"chats,omitempty"`
}

// WriteScenario writes a scenario that can be played; [ReadScenario] returns it
// as it was.
func WriteScenario(out io.Writer, s *simulate.Scenario) error {
	d := scenario{
		Format: ScenarioVersion, Interval: s.Interval, Intervals: s.Intervals, WarmUp: s.WarmUp, Busyness: s.Busyness,
		Taking: takings[s.Taking], Choosing: choosings[s.Choosing], Leaving: leavings[s.Leaving],
	}
	if !s.Start.IsZero() {
		d.Start = s.Start.Format(time.RFC3339)
		if zone := s.Start.Location().String(); zone != "" && zone != "Local" {
			d.Zone = zone
		}
	}
	chats := chatQueues(s)
	for i := range s.Queues {
		d.Queues = append(d.Queues, queueOf(&s.Queues[i], chats[s.Queues[i].Name]))
	}
	for i := range s.Groups {
		d.Groups = append(d.Groups, groupOf(&s.Groups[i], chats))
	}
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	return encoder.Encode(d)
}

// chatQueues are the queues that somebody handles several of at once.
func chatQueues(s *simulate.Scenario) map[string]bool {
	chats := map[string]bool{}
	for _, g := range s.Groups {
		for _, skill := range g.Skills {
			chats[skill.Queue] = chats[skill.Queue] || skill.Chat
		}
	}
	return chats
}

func queueOf(q *simulate.Queue, several bool) queue {
	out := queue{
		Name: q.Name, Channel: channels[0], Busyness: q.Busyness, Handle: distributionOf(q.Handle), Patience: distributionOf(q.Patience),
		Priority: q.Priority, Waiting: q.Waiting,
	}
	if several {
		out.Channel = channels[chat]
	}
	if q.Outbound {
		out.Channel, out.Reserve = channels[outbound], q.Reserve
		return out
	}
	threshold := q.Threshold
	out.Threshold, out.Contacts, out.HandleBy, out.PatienceBy = &threshold, compact(q.Contacts), q.HandleBy, q.PatienceBy
	if o := q.Overflow; o != nil {
		out.Overflow = &overflow{o.After, o.To}
	}
	if c := q.Callback; c != nil {
		out.Callback = &callback{c.From, c.Accept}
	}
	if r := q.Redial; r != nil {
		out.Redial = &redial{r.Share, r.After}
	}
	return out
}

func distributionOf(d simulate.Distribution) *distribution {
	if d.None() {
		return nil
	}
	out := &distribution{Shape: shapes[d.Shape], Mean: d.Mean, CV: d.CV, Quantiles: d.Quantiles}
	return out
}

// compact writes equal values as one, and none as an absent field.
func compact[T comparable](values []T) any {
	if len(values) == 0 {
		return nil
	}
	if !slices.ContainsFunc(values, func(v T) bool { return v != values[0] }) {
		return values[0]
	}
	return values
}

func groupOf(g *simulate.Group, chats map[string]bool) group {
	out := group{Name: g.Name, Agents: compact(g.Agents), Chats: g.Chats}
	for _, s := range g.Shifts {
		written := shift{Agents: s.Agents, From: s.From, To: s.To}
		for _, b := range s.Breaks {
			written.Breaks = append(written.Breaks, pause(b))
		}
		out.Shifts = append(out.Shifts, written)
	}
	for _, s := range g.Skills {
		written := skill{Queue: s.Queue, Level: s.Level, Rank: s.Rank, After: s.After, HandleMean: s.HandleMean, Chats: s.Chats}
		if implied := len(g.Chats) > 0 && chats[s.Queue]; implied != s.Chat {
			own := s.Chat
			written.Chat = &own
		}
		out.Skills = append(out.Skills, written)
	}
	return out
}

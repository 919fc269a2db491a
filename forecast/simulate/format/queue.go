package format

import (
	"github.com/muster-wfm/muster/forecast/simulate"
	"github.com/muster-wfm/muster/internal/strictjson"
)

// lowest and highest bound priorities, levels and ranks.
const (
	lowest  = -1000
	highest = 1000
	many    = 1_000_000
)

func (r *reading) queue(o *strictjson.Object) simulate.Queue {
	defer o.Done()
	q := simulate.Queue{
		Name: o.Text("name", true), Busyness: o.Number("busyness", 0), Priority: o.Whole("priority", 0, lowest, highest), Waiting: o.Whole("waiting", 0, 0, many),
	}
	channel := o.Choice("channel", channels...)
	r.chats[q.Name] = channel == chat
	q.Outbound = channel == outbound
	o.Need("handle", "how long agents handle a contact: shape and mean_s")
	q.Handle = readDistribution(o, "handle", "a mean of more than 0 seconds")
	if q.Outbound {
		q.Reserve = o.Whole("reserve", 0, 0, many)
		return q
	}
	o.Need("contacts", "expected contacts: one number for each interval, or one for all")
	q.Contacts = r.perInterval(o, "contacts")
	q.Patience = readDistribution(o, "patience", "a mean of more than 0 seconds; without patience nobody gives up")
	q.HandleBy, q.PatienceBy = o.Numbers("handle_by"), o.Numbers("patience_by")
	o.Need("threshold_s", "seconds of the service level")
	q.Threshold = o.Number("threshold_s", 0)
	readRules(o, &q)
	return q
}

// readRules reads what may become of contacts that wait.
func readRules(o *strictjson.Object, q *simulate.Queue) {
	if n := o.Get("overflow"); n != nil {
		rule := n.Object()
		rule.Need("after_s", "seconds of waiting")
		q.Overflow = &simulate.Overflow{After: rule.Number("after_s", 0), To: rule.Text("to", true)}
		rule.Done()
	}
	if n := o.Get("callback"); n != nil {
		rule := n.Object()
		rule.Need("accept", "share that accepts, 0 to 1")
		q.Callback = &simulate.Callback{From: rule.Whole("from", 0, 0, many), Accept: rule.Number("accept", 0)}
		rule.Done()
	}
	if n := o.Get("redial"); n != nil {
		rule := n.Object()
		rule.Need("share", "share of those who gave up, 0 to 1")
		rule.Need("after_s", "mean seconds until they try again")
		q.Redial = &simulate.Redial{Share: rule.Number("share", 0), After: rule.Number("after_s", 0)}
		rule.Done()
	}
}

func (r *reading) group(o *strictjson.Object) simulate.Group {
	defer o.Done()
	g := simulate.Group{Name: o.Text("name", true), Agents: r.agentsPerInterval(o, "agents"), Chats: o.Numbers("chats")}
	for _, n := range o.List("shifts") {
		g.Shifts = append(g.Shifts, readShift(n.Object()))
	}
	for _, n := range o.List("skills") {
		g.Skills = append(g.Skills, r.skill(n.Object(), len(g.Chats) > 0))
	}
	if len(g.Agents)+len(g.Shifts) > 0 && nobody(g) {
		o.Wrong("a group without an agent at any time", "agents in some interval, or a shift with agents")
	}
	return g
}

// nobody reports whether a group never has an agent.
func nobody(g simulate.Group) bool {
	for _, n := range g.Agents {
		if n > 0 {
			return false
		}
	}
	for _, s := range g.Shifts {
		if s.Agents > 0 {
			return false
		}
	}
	return true
}

func readShift(o *strictjson.Object) simulate.Shift {
	defer o.Done()
	o.Need("from_s", "seconds after the beginning of the first interval")
	o.Need("to_s", "seconds after the beginning of the first interval")
	s := simulate.Shift{Agents: o.Whole("agents", 1, 0, many), From: o.Number("from_s", 0), To: o.Number("to_s", 0)}
	for _, n := range o.List("breaks") {
		b := n.Object()
		b.Need("from_s", "seconds after the beginning of the first interval")
		b.Need("to_s", "seconds after the beginning of the first interval")
		s.Breaks = append(s.Breaks, simulate.Break{From: b.Number("from_s", 0), To: b.Number("to_s", 0)})
		b.Done()
	}
	return s
}

// skill reads a skill. Whoever may hold several chats at once holds those of
// chat queues so, unless the skill says otherwise.
func (r *reading) skill(o *strictjson.Object, several bool) simulate.Skill {
	defer o.Done()
	s := simulate.Skill{
		Queue: o.Text("queue", true), Level: o.Whole("level", 1, lowest, highest), Rank: o.Whole("rank", 0, lowest, highest),
		After: o.Number("after_s", 0), HandleMean: o.Number("handle_mean_s", 0),
	}
	s.Chat = several && r.chats[s.Queue]
	if o.Get("chat") != nil {
		s.Chat = o.Flag("chat")
	}
	s.Chats = o.Numbers("chats")
	return s
}

package format

import (
	"github.com/muster-wfm/muster/internal/strictjson"
	"github.com/muster-wfm/muster/workforce/labour"
)

// readRule reads one of an agreement's further rules. Whether its fields fit its
// kind is for the rule itself to say.
func readRule(o *strictjson.Object) labour.Rule {
	defer o.Done()
	r := labour.Rule{
		Kind: labour.Kind(o.Text("kind", true)), Class: o.Text("class", false), Then: o.Text("next", false),
		Span: labour.Span(o.Text("span", false)), Days: o.Whole("days", 0, 0, 366),
		Min: o.Whole("min", 0, 0, 366*1440), Max: o.Whole("max", 0, 0, 366*1440),
		From: o.Clock("from", 0), To: o.Clock("to", 0), Flex: o.Whole("flex", 0, 0, 1440),
		Weekdays: weekdays(o, "weekdays"), Source: o.Text("source", false),
	}
	if r.Max == 0 && o.Get("max") != nil && r.Kind != labour.StartSpread {
		r.Max = labour.Nothing
	}
	if o.Get("anchor") != nil {
		r.Anchor, _ = date(o, "anchor")
	}
	for _, n := range o.List("cycle") {
		day := []string{}
		if items, ok := n.Items(); ok {
			for _, class := range items {
				day = append(day, class.Text())
			}
		}
		r.Cycle = append(r.Cycle, day)
	}
	return r
}

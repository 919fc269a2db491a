package history

import "fmt"

// complete fills in what follows from the other figures.
func (b *builder) complete() {
	f := &b.row.Figures
	if !f.Known(Offered) {
		served := Handled
		if !f.Known(served) {
			served = Answered
		}
		if f.Known(served) && f.Known(Abandoned) {
			f[Offered] = f[served] + f[Abandoned] + f.OrZero(FlowOut)
			b.row.Flags |= OfferedDerived
		} else {
			b.problem(-1, MissingValue, "the row says nothing about contacts offered", "offered, or both handled and abandoned")
		}
	}
	if f.Known(AnsweredWithin) && !f.Known(ThresholdS) && b.thresholdS > 0 {
		f[ThresholdS] = b.thresholdS
	}
	if f.Known(ShortAbandoned) && !f.Known(ShortCutS) && b.shortCutS > 0 {
		f[ShortCutS] = b.shortCutS
	}
}

// atMost lists pairs of figures of which the first is counted among the second.
var atMost = []struct{ part, whole Figure }{
	{Handled, Offered}, {Answered, Offered}, {Abandoned, Offered},
	{AnsweredWithin, Answered}, {AbandonedWithin, Abandoned}, {ShortAbandoned, Abandoned},
}

// consistent refuses a part that is larger than its whole. Where contacts are
// booked to the interval in which they end, more can be handled in an interval
// than were offered in it; that is flagged, not refused.
func (b *builder) consistent() {
	f := &b.row.Figures
	for _, pair := range atMost {
		if !f.Known(pair.part) || !f.Known(pair.whole) || f[pair.part] <= f[pair.whole] {
			continue
		}
		if pair.whole == Offered && b.row.Attribution.crosses() {
			b.row.Flags |= HandledAboveOffer
			continue
		}
		b.problem(b.columnOf(pair.part), ExceedsOffered, fmt.Sprintf("%s %d with %s %d", pair.part, f[pair.part], pair.whole, f[pair.whole]),
			fmt.Sprintf("at most %d", f[pair.whole]))
	}
}

// columnOf returns where a figure was read, -1 where it was computed.
func (b *builder) columnOf(figure Figure) int {
	for _, f := range b.figures {
		if f.figure == figure {
			return f.column
		}
	}
	return -1
}

package model

// HandleParts says what handle times are made of: seconds per contact by
// interval, which add up to the handle time.
type HandleParts struct {
	Talk, Hold, Wrap []float64
}

// handleSplit is what the handle time of a history is made of, by day and slot,
// where a source said so.
type handleSplit struct {
	handled [][]float64                  // contacts whose handle time is told apart
	seconds [handlePartCount][][]float64 // of talk, hold and wrap
}

const handlePartCount = 3

func (o Observation) parts() [handlePartCount]float64 {
	return [handlePartCount]float64{o.TalkSeconds, o.HoldSeconds, o.WrapSeconds}
}

func (h *History) putParts(day, slot int, o Observation) {
	parts := o.parts()
	if sum(parts[:]) == 0 {
		return
	}
	if h.split == nil {
		h.split = newHandleSplit(h.Days(), h.slots)
	}
	h.split.handled[day][slot] += o.Handled
	for p, v := range parts {
		h.split.seconds[p][day][slot] += v
	}
}

func newHandleSplit(days, slots int) *handleSplit {
	s := &handleSplit{handled: matrix(days, slots, 0)}
	for p := range s.seconds {
		s.seconds[p] = matrix(days, slots, 0)
	}
	return s
}

// before returns the split as it stood at the end of day k-1; it shares memory.
func (s *handleSplit) before(k int) *handleSplit {
	if s == nil {
		return nil
	}
	past := &handleSplit{handled: s.handled[:k]}
	for p := range s.seconds {
		past.seconds[p] = s.seconds[p][:k]
	}
	return past
}

// coarser adds so many slots up to one.
func (s *handleSplit) coarser(count int) *handleSplit {
	if s == nil {
		return nil
	}
	out := newHandleSplit(len(s.handled), len(s.handled[0])/count)
	add := func(into, from [][]float64) {
		for k := range into {
			for j := range into[k] {
				into[k][j] = sum(from[k][j*count : (j+1)*count])
			}
		}
	}
	add(out.handled, s.handled)
	for p := range out.seconds {
		add(out.seconds[p], s.seconds[p])
	}
	return out
}

// fillHandleParts forecasts talk, hold and wrap each as handle time is forecast,
// and scales them to it: their mix changes through the day and from weekday to
// weekday, and its sum is better known than they are.
func (r *run) fillHandleParts(out *Result) {
	split := r.training.history.split
	if split == nil || out.HandleSeconds == nil {
		return
	}
	var fits [handlePartCount]handleTime
	for p := range fits {
		fits[p] = fitSeconds(r.training, split.seconds[p], split.handled, r.handleLife)
	}
	parts := matrix(handlePartCount, out.Grid.Len(), 0)
	for i, whole := range out.HandleSeconds {
		k := r.training.Days() + r.gap + out.Grid.DayOf(i)
		w, slot := r.training.weekday(k), out.Grid.WallMinute(i)/out.Grid.Minutes()
		total := 0.0
		for p, fit := range fits {
			parts[p][i] = fit.at(w, slot)
			total += parts[p][i]
		}
		for p := range fits {
			if total > 0 {
				parts[p][i] *= whole / total
			}
		}
	}
	out.HandleParts = &HandleParts{Talk: parts[0], Hold: parts[1], Wrap: parts[2]}
}

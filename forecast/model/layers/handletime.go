package layers

// leastSeconds is how short an added change may make a contact: nobody handles
// one in less than a second.
const leastSeconds = 1

// handleTime changes the seconds a contact takes.
func (w *work) handleTime(l Layer, s stretch) Reason {
	switch l.Operation {
	case Multiply:
		scale(w.out.AHTS, s, l.Value)
	case Add:
		for k, part := range s.part {
			now := w.out.AHTS[s.first+k]
			w.out.AHTS[s.first+k] = max(min(now, leastSeconds), now+part*l.Value)
		}
	case Set:
		return w.mean(l.Value, s)
	}
	return ""
}

// mean makes the value the handle time of a stretch's contacts taken together,
// and leaves the shape.
func (w *work) mean(value float64, s stretch) Reason {
	contacts, seconds := 0.0, 0.0
	for k, part := range s.part {
		if n := part * w.out.Contacts[s.first+k]; n > 0 {
			contacts += n
			seconds += n * w.out.AHTS[s.first+k]
		}
	}
	if contacts == 0 {
		return EmptyRange
	}
	if seconds > 0 {
		scale(w.out.AHTS, s, value*contacts/seconds)
		return ""
	}
	for k, part := range s.part {
		w.out.AHTS[s.first+k] += part * value
	}
	return ""
}

// fillHandleTime gives intervals into which layers brought contacts, and of
// which the forecast knows no handle time since it expected none, the mean of
// all others: work without a handle time would be staffed by nobody.
func (w *work) fillHandleTime() {
	if w.out.AHTS == nil {
		return
	}
	contacts, seconds := 0.0, 0.0
	for i, aht := range w.base.AHTS {
		if aht > 0 {
			contacts += w.base.Contacts[i]
			seconds += aht * w.base.Contacts[i]
		}
	}
	if contacts == 0 {
		return
	}
	for i, n := range w.out.Contacts {
		if n > 0 && w.base.Contacts[i] == 0 && !(w.base.AHTS[i] > 0) {
			w.out.AHTS[i] = seconds / contacts
		}
	}
}

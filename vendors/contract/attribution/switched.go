package attribution

// Switched divides the volume's share of intervals between how many contacts the queue
// got and which part of them the owner sent: expected is the contacts that the agreed
// part of the queue came to, 0 where nobody knows. It returns the part that is due to
// sending another part than was agreed; the rest of the volume's share is the queue's.
//
// Volume is the queue's contacts × the part that is sent, so the two stand in a union
// of their own inside the game of four: each gets the mean of what it adds before and
// after the other (Owen 1977, Values of games with a priori unions). The two add up to
// the volume's share exactly.
func Switched(intervals []Interval, expected []float64, all Day, level Level) ([]float64, error) {
	out := make([]float64, len(intervals))
	for i, in := range intervals {
		planned, came := in.Plan.Volume, in.Actual.Volume
		if in.Counted == 0 || !(expected[i] > 0) || expected[i] == came || planned == 0 {
			continue
		}
		queueFirst, err := in.volume(i, expected[i], level)
		if err != nil {
			return nil, err
		}
		sentFirst, err := in.volume(i, planned*came/expected[i], level)
		if err != nil {
			return nil, err
		}
		whole := all.Intervals[i].By[Volume]
		out[i] = ((whole - queueFirst) + sentFirst) / 2
	}
	return out, nil
}

// volume is the volume's share had so many contacts come.
func (in Interval) volume(at int, contacts float64, level Level) (float64, error) {
	in.Actual.Volume = contacts
	s, err := in.attribute(at, level)
	return s.By[Volume], err
}

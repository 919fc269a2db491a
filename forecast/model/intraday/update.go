package intraday

// Update is a day's forecast corrected by what came so far.
type Update struct {
	Method Method
	Hold   Hold // why the forecast was left as it was; empty when it was updated
	// Cut is the first slot after the last one observed.
	Cut int
	// Mean is, by slot, what came where it is known, and what is expected now
	// elsewhere.
	Mean []float64
	// Deviation is the standard error of each slot to come, in contacts; 0 where
	// the day is over.
	Deviation []float64
	// Bands by slot and of the rest's total, in the order of the levels asked for;
	// none where there are too few past days.
	Bands []Band
	// Before is what the rest was forecast to be, Rest what is expected now.
	Before, Rest float64
	// Trials are the methods as past days judge them; none where nothing was tried.
	Trials []Trial
}

// Band holds what comes with probability Level. Before the cut both ends are
// what came.
type Band struct {
	Level          float64
	Lo, Hi         []float64
	RestLo, RestHi float64
}

// Factor is what the rest of the day was multiplied by, 1 where nothing is left.
func (u Update) Factor() float64 {
	if u.Before == 0 {
		return 1
	}
	return u.Rest / u.Before
}

// Hold says why a forecast was left as it was.
type Hold string

// The reasons to leave a forecast alone.
const (
	NothingYet Hold = "nothing_yet"   // no open slot of today was observed
	TooEarly   Hold = "too_early"     // fewer than 3 slots, with fewer than 30 contacts
	DayOver    Hold = "day_over"      // nothing is left to come
	FewDays    Hold = "few_past_days" // fewer than 20 past days to learn from
	NoGain     Hold = "no_gain"       // on past days updating did not help enough
)

// What has to be seen of a day before it is believed: one or the other.
const (
	slotsToBegin    = 3
	contactsToBegin = 30
)

// Make updates a day. past are whole days, oldest first, with the forecasts that
// were made for them before they began, on days like today: their errors are
// taken to be of the size that today's will have. levels are those of the bands,
// each between 0 and 1.
//
// It refuses a *[ShapeError].
func Make(past []Day, today Day, levels []float64) (Update, error) {
	for k, d := range past {
		if err := d.check(k, len(today.Forecast)); err != nil {
			return Update{}, err
		}
	}
	if err := today.check(-1, len(today.Forecast)); err != nil {
		return Update{}, err
	}
	c, at := cutOf(today)
	u := untouched(today, c, at)
	if len(c.rest) == 0 {
		u.Hold = DayOver
		return u, nil
	}
	if len(c.seen) == 0 {
		u.Hold = NothingYet
		return u, nil
	}
	days := c.complete(past)
	if len(days) < daysForRatio {
		u.Hold = FewDays
		return u, nil
	}
	h := rehearse(c, days)
	u.Trials = h.trials()
	chosen := h.choose()
	switch _, came := today.sums(c.seen); {
	case len(c.seen) < slotsToBegin && came < contactsToBegin:
		u.Hold, chosen = TooEarly, 0
	case chosen == 0:
		u.Hold = NoGain
	}
	u.apply(c, fits(c, days, h.methods)[chosen].update(today))
	u.Method = h.methods[chosen]
	u.addBands(newResiduals(h, chosen, len(today.Forecast)), c, levels)
	return u, nil
}

func untouched(today Day, c cut, at int) Update {
	u := Update{Method: None, Cut: at, Mean: make([]float64, len(today.Forecast)), Deviation: make([]float64, len(today.Forecast))}
	for j, f := range today.Forecast {
		u.Mean[j] = f
		if y := today.Actual[j]; y >= 0 {
			u.Mean[j] = y
		}
	}
	for _, j := range c.rest {
		u.Before += today.Forecast[j]
	}
	u.Rest = u.Before
	return u
}

func (u *Update) apply(c cut, rest []float64) {
	u.Rest = 0
	for i, j := range c.rest {
		u.Mean[j] = rest[i]
		u.Rest += rest[i]
	}
}

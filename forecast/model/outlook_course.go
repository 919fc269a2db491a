package model

import (
	"context"
	"math"
)

// course is how daily totals go on over months.
type course struct {
	level  *level
	design *design
	given  float64 // growth a year that the planner assumes, 0 for none
	byPlan bool
	from   int // the last known day: growth counts from there
}

// pace is what becomes of a learnt trend: half of its speed is left after so
// many days.
type pace struct {
	trend    bool
	halfLife float64 // 0: the level stays where it is; infinite: it lasts
}

// paces compete. The first says that no growth was learnt.
var paces = []pace{{}, {true, 90}, {true, 365}, {true, math.Inf(1)}}

// keep is what is left of the trend's speed after a day.
func (p pace) keep() float64 {
	if p.halfLife == 0 {
		return 0
	}
	return math.Exp2(-1 / p.halfLife)
}

// The level of an outlook forgets slowly, so that all seasons count.
const outlookLife = 400

// fitCourse learns the daily level with a pace.
func fitCourse(t *Training, p pace, horizon int) course {
	waves := 0
	switch days := t.Days(); {
	case days >= daysForWaves:
		waves = 3
	case days >= daysForYearly:
		waves = 1
	}
	d := newDesign(t, t.Days() >= daysForMonth, waves, p.trend)
	d.trendKeep = p.keep()
	life := 0.0
	if waves > 0 {
		life = outlookLife
	}
	return course{level: fitLevel(d, life, horizon), design: d, from: t.Days() - 1}
}

// at returns the expected total of day k.
func (c course) at(k int) float64 {
	total := c.level.at(k, true)
	if c.byPlan {
		total *= math.Pow(1+c.given, float64(k-c.from)/365.25)
	}
	return total
}

// growth describes the course.
func (c course) growth() Growth {
	if c.byPlan {
		return Growth{PerYear: c.given, Given: true}
	}
	if !c.design.trend {
		return Growth{}
	}
	g := Growth{PerYear: math.Exp(c.level.beta[c.design.trendColumn()]) - 1}
	if keep := c.design.trendKeep; keep < 1 {
		g.HalfLife = math.Round(-1 / math.Log2(keep))
	}
	return g
}

// outlookWindow is one origin of the outlook's back-test.
type outlookWindow struct {
	training *Training
	horizon  int // days from the origin that are known
}

// How the outlook's windows lie: every four weeks, each with four weeks to be
// tested at least and thirteen weeks to learn from; with 55 weeks where that
// leaves four windows, so that they too know a season.
const (
	outlookStep    = 28
	outlookWindows = 13
	outlookMinDays = 13 * 7
)

func (o *outlook) windows() []outlookWindow {
	t := o.training
	least := outlookMinDays
	if t.Days() >= daysForYearly+4*outlookStep {
		least = daysForYearly
	}
	var list []outlookWindow
	for n := range outlookWindows {
		origin := t.Days() - (n+1)*outlookStep
		if origin < least {
			break
		}
		past := newTraining(t.history.before(origin), t.almanac)
		if past.lastDay() < 0 {
			break
		}
		past.flagOutliers()
		list = append(list, outlookWindow{past, min(t.Days()-origin, o.days)})
	}
	return list
}

// choose settles the pace, and what the bands rest on.
func (o *outlook) choose(ctx context.Context) error {
	t := o.training
	competing := paces
	switch {
	case t.Days() < daysForYearly:
		competing = paces[:1]
	case o.Growth != nil:
		competing = []pace{{trend: true}} // the past's trend is told from the season, and ends today
	}
	windows := o.windows()
	least, best := math.Inf(1), competing[0]
	for i, p := range competing {
		var missed outlookErrors
		for _, w := range windows {
			if err := ctx.Err(); err != nil {
				return err
			}
			missed.add(t, w, fitCourse(w.training, p, w.horizon))
		}
		if loss := missed.loss(); i == 0 || loss < decisive*least {
			least, best = loss, p
			o.bands = newOutlookBands(missed)
		}
	}
	o.course = fitCourse(t, best, o.days)
	if o.Growth != nil {
		o.course.given, o.course.byPlan = *o.Growth, true
	}
	return nil
}

package hiring

import (
	"fmt"
	"slices"
)

// ShiftWish is a kind of working hours that somebody would like, or a job can grant
// (004-05: flexible work, personal choice).
type ShiftWish string

// The wishes. None of them says why: that is nobody's business.
const (
	Early       ShiftWish = "early"        // to begin in the morning
	Late        ShiftWish = "late"         // to begin after noon
	NoNights    ShiftWish = "no_nights"    // not to begin from eight in the evening on
	WeekendsOff ShiftWish = "weekends_off" // no Saturdays and Sundays
)

// ShiftWishes lists them.
func ShiftWishes() []ShiftWish { return []ShiftWish{Early, Late, NoNights, WeekendsOff} }

func checkWishes(c *checks, field string, list []ShiftWish) {
	for i, w := range list {
		at := fmt.Sprintf("%s[%d]", field, i)
		c.need(slices.Contains(ShiftWishes(), w), at, w, fmt.Sprint(ShiftWishes()))
		c.need(slices.Index(list, w) == i, at, w, "each wish once")
	}
	c.need(!slices.Contains(list, Early) || !slices.Contains(list, Late), field, "early and late", "one of the two")
}

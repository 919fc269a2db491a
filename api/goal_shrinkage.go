package api

import "github.com/muster-wfm/muster/workforce"

// ShrinkageCategory is one cause of paid time in which people are not available.
type ShrinkageCategory struct {
	Name     string  `json:"name" doc:"Unique in the list."`
	Share    float64 `json:"share" doc:"0 to below 1: of present time in the office, else of paid time. Shares of the same time add."`
	InOffice bool    `json:"inOffice" doc:"The person is present: coaching, meetings."`
	Planned  bool    `json:"planned" doc:"Known when the roster is made: leave, training, a weekly meeting."`
}

// categoriesOf returns nil for an empty list: it means the same as none.
func categoriesOf(list []ShrinkageCategory) []workforce.ShrinkageCategory {
	var out []workforce.ShrinkageCategory
	for _, c := range list {
		out = append(out, workforce.ShrinkageCategory(c))
	}
	return out
}

func shrinkageCategoryOf(c workforce.ShrinkageCategory) ShrinkageCategory {
	return ShrinkageCategory(c)
}

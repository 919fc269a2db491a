package form

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/muster-wfm/muster/internal/problem"
)

// Form is a list of items that can be scored, behaviour first.
type Form struct {
	Items []Item
	// PassFrom is how many points of 100 a contact needs to pass, besides being free of
	// critical errors.
	PassFrom float64
}

// Limits of a form.
const (
	mostItems, longestKey, longestText = 60, 40, 500
	mostGrade                          = 10
	mostWeight                         = 100
)

// New puts behaviour first, otherwise in the order given, and returns a
// [problem.List] with everything that is wrong. A condition must rest on an item that
// is asked before.
func New(items []Item, passFrom float64) (Form, error) {
	f := Form{Items: slices.Clone(items), PassFrom: passFrom}
	slices.SortStableFunc(f.Items, func(a, b Item) int { return rank(a) - rank(b) })
	var bad problem.List
	bad.Need(len(items) > 0 && len(items) <= mostItems, "items", len(items), fmt.Sprintf("1 to %d items", mostItems))
	bad.Need(passFrom >= 0 && passFrom <= 100, "passFrom", passFrom, "0 to 100 points")
	before := map[string]Item{}
	weight := 0.0
	for _, item := range f.Items {
		at := fmt.Sprintf("items[%d]", slices.IndexFunc(items, func(i Item) bool { return i.Key == item.Key }))
		item.check(&bad, at)
		item.checkPlace(&bad, at, before)
		before[item.Key] = item
		weight += item.Weight
	}
	bad.Need(len(items) == 0 || weight > 0, "items", "no weight at all", "at least one item that weighs something")
	return f, bad.Err()
}

func rank(i Item) int {
	if i.Behaviour {
		return 0
	}
	return 1
}

// check looks at the item alone.
func (i Item) check(bad *problem.List, at string) {
	bad.Need(i.Key != "" && len(i.Key) <= longestKey && strings.TrimSpace(i.Key) == i.Key, at+".key", i.Key, fmt.Sprintf("a name of 1 to %d letters", longestKey))
	bad.Need(strings.TrimSpace(i.Text) != "" && len(i.Text) <= longestText, at+".text", i.Text, "what is asked")
	bad.Need(len(i.TextZH) <= longestText, at+".textZh", len(i.TextZH), fmt.Sprintf("at most %d bytes", longestText))
	bad.Need(slices.Contains(Criticalities(), i.Criticality), at+".criticality", i.Criticality, "customer, business, compliance or non")
	bad.Need(i.Weight >= 0 && i.Weight <= mostWeight && !math.IsNaN(i.Weight), at+".weight", i.Weight, fmt.Sprintf("0 to %d", mostWeight))
	bad.Need(i.Best >= 1 && i.Best <= mostGrade, at+".best", i.Best, fmt.Sprintf("a best grade of 1 to %d", mostGrade))
	bad.Need(!i.Fatal || i.Critical(), at+".fatal", i.Fatal, "a critical item where an error is fatal: say for whom it is critical")
}

// checkPlace looks at the item among those before it.
func (i Item) checkPlace(bad *problem.List, at string, before map[string]Item) {
	_, twice := before[i.Key]
	bad.Need(!twice, at+".key", i.Key, "a name that no other item has")
	if i.When == nil {
		return
	}
	on, known := before[i.When.Item]
	bad.Need(known, at+".when.item", i.When.Item, "an item that is asked before this one (behaviour comes first)")
	bad.Need(!known || (i.When.Grade >= 0 && i.When.Grade <= on.Best), at+".when.grade", i.When.Grade, "a grade that the item can have")
}

package risk

import (
	"fmt"

	"github.com/muster-wfm/muster/careers/survival"
)

// cellEdges are where stretches of tenure begin in the averages that stand in for a model.
var cellEdges = []int{0, 1, 3, 6, 12, 24, 48}

func cellOf(tenure int) int {
	at := 0
	for i, edge := range cellEdges {
		if tenure >= edge {
			at = i
		}
	}
	return at
}

func cellNames() []string {
	names := make([]string, len(cellEdges))
	for i, edge := range cellEdges {
		names[i] = fmt.Sprintf("from month %d", edge)
	}
	return names
}

func averagesOf(rows []row) (*survival.Averages, error) {
	months, cells := make([]survival.PersonMonth, len(rows)), make([]int, len(rows))
	for i, r := range rows {
		months[i], cells[i] = survival.PersonMonth{Row: r.spell, Month: r.tenure, Left: r.left}, cellOf(r.tenure)
	}
	return survival.FitAverages(months, cells, cellNames())
}

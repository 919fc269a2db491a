package store

import (
	"testing"

	"github.com/muster-wfm/muster/internal/database/databasetest"
)

func TestRowsHaveTheirColumns(t *testing.T) {
	databasetest.CheckRows(t, jobRow{}, recurrenceRow{})
}

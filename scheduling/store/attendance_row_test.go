package store

import (
	"testing"

	"github.com/muster-wfm/muster/internal/database/databasetest"
)

func TestRowsOfAttendanceFitTheirTables(t *testing.T) {
	databasetest.CheckRows(t, spellRow{}, wordRow{}, attendanceTermsRow{})
}

package store

import (
	"testing"

	"github.com/muster-wfm/muster/internal/database/databasetest"
)

func TestRowsOfWhatIsJudgedAreTheirTables(t *testing.T) {
	databasetest.CheckRows(t, formRow{}, graderRow{}, contactRow{}, sampleRow{}, assignmentRow{}, evaluationRow{}, appealRow{}, calibrationRow{}, alarmRow{}, startRow{})
}

func TestRowsOfTheVoiceOfCustomersAreTheirTables(t *testing.T) {
	databasetest.CheckRows(t, voiceTermsRow{}, voiceReasonRow{}, voiceContactRow{}, orderRow{}, voiceRunRow{}, voiceTopicRow{}, topicContactRow{}, problemRow{}, problemStepRow{})
}

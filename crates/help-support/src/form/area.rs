//! The areas of a problem and what is worth attaching for each.

use serde::{Deserialize, Serialize};

/// What part of the product a problem is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Area {
    /// Signing in, codes, passwords.
    SignIn,
    /// Messages and chats.
    Messages,
    /// Calls and conferences.
    Calls,
    /// Notifications.
    Notifications,
    /// Files sent and received.
    Files,
    /// Contacts and the directory.
    Contacts,
    /// The program itself: start, updates, looks.
    App,
    /// Anything else.
    Other,
}

/// Something that helps support to find the cause; the window has the words and the article that shows how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hint {
    /// A picture or the exact text of the error.
    ErrorScreenshot,
    /// A recording of the screen with the steps.
    ScreenRecording,
    /// The way of signing in and the address of the server.
    SignInMethod,
    /// A picture of «Роутинг» in the chat's properties.
    RoutingScreenshot,
    /// A picture of the device's permission to use the microphone.
    MicrophonePermission,
    /// A picture of the device's permission to use the camera.
    CameraPermission,
    /// Who took part and when.
    CallParticipants,
    /// The network check of this program.
    NetworkCheck,
    /// A picture of the device's settings of notifications.
    NotificationSettings,
    /// A picture of the device's battery settings for the program.
    BatterySettings,
    /// Name, type and size of the file and who sent it.
    FileDetails,
    /// A picture of the device's permission to read contacts.
    ContactsPermission,
    /// The version of the program.
    AppVersion,
}

impl Area {
    /// Every area, in the order of the form.
    pub const ALL: [Self; 8] = [
        Self::SignIn,
        Self::Messages,
        Self::Calls,
        Self::Notifications,
        Self::Files,
        Self::Contacts,
        Self::App,
        Self::Other,
    ];

    /// The value of the area in a form.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::Messages => "messages",
            Self::Calls => "calls",
            Self::Notifications => "notifications",
            Self::Files => "files",
            Self::Contacts => "contacts",
            Self::App => "app",
            Self::Other => "other",
        }
    }

    /// The area with this value.
    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|area| area.value() == value)
    }

    /// What is worth attaching, the most useful first.
    #[must_use]
    pub fn worth_attaching(self) -> &'static [Hint] {
        match self {
            Self::SignIn => &[Hint::ErrorScreenshot, Hint::SignInMethod],
            Self::Messages => &[Hint::RoutingScreenshot, Hint::ErrorScreenshot],
            Self::Calls => &[
                Hint::MicrophonePermission,
                Hint::CameraPermission,
                Hint::CallParticipants,
                Hint::NetworkCheck,
            ],
            Self::Notifications => &[Hint::NotificationSettings, Hint::BatterySettings],
            Self::Files => &[Hint::FileDetails, Hint::ErrorScreenshot],
            Self::Contacts => &[Hint::ContactsPermission, Hint::ErrorScreenshot],
            Self::App => &[Hint::AppVersion, Hint::ErrorScreenshot, Hint::ScreenRecording],
            Self::Other => &[Hint::ErrorScreenshot, Hint::ScreenRecording],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_area_has_one_value_and_a_hint() {
        for area in Area::ALL {
            assert_eq!(serde_json::to_value(area).unwrap(), area.value());
            assert_eq!(Area::from_value(area.value()), Some(area));
            assert!(!area.worth_attaching().is_empty());
        }
        assert_eq!(Area::from_value("nothing"), None);
        assert_eq!(Area::Messages.worth_attaching()[0], Hint::RoutingScreenshot);
    }
}

//! Every address that this function owns.

/// 基本信息.
pub const UNIT: &str = "/unit";
/// 修改信息.
pub const EDIT: &str = "/unit?edit=1";

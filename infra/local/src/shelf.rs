//! The files behind the embedded S3: only the operations that the hall uses, only for those whose role allows them,
//! and a word about every write.
//!
//! On a file system `scans/a` cannot be a file while `scans/a/1` exists, as it can in a bucket; so every key gets an
//! ending of its own on the way in and loses it on the way out.
use std::collections::BTreeSet;
use std::sync::Arc;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use s3s::dto::{
    DeleteObjectInput, DeleteObjectOutput, GetObjectInput, GetObjectOutput, HeadBucketInput, HeadBucketOutput,
    HeadObjectInput, HeadObjectOutput, ListObjectsV2Input, ListObjectsV2Output, PostObjectInput, PostObjectOutput,
    PutObjectInput, PutObjectOutput,
};
use s3s::{S3, S3Request, S3Response, S3Result, s3_error};

use crate::roles::Roles;

const ENDING: &str = ".object";

/// The name that a browser gave a posted file, among the extensions of its request.
#[derive(Clone, Debug)]
pub struct FileName(pub String);

/// Metadata as S3 gives them back: with the file's name where a form asks for it, and what is not ASCII in the encoded
/// words of mail headers.
fn mailed(value: &str, file_name: &str) -> String {
    let value = value.replace("${filename}", file_name.rsplit(['/', '\\']).next().unwrap_or_default());
    if value.is_ascii() { value } else { format!("=?UTF-8?B?{}?=", STANDARD.encode(value)) }
}

/// A successful write.
#[derive(Clone, Debug)]
pub struct Written {
    /// The bucket.
    pub bucket: String,
    /// The key.
    pub key: String,
    /// The digest that S3 gives every object.
    pub etag: String,
    /// How it was written: `PutObject` or `PostObject`.
    pub how: &'static str,
}

/// Who hears of writes.
pub type Told = Arc<dyn Fn(Written) + Send + Sync>;

/// The files.
pub struct Shelf {
    files: s3s_fs::FileSystem,
    roles: Roles,
    telling: BTreeSet<String>,
    told: Told,
}

impl Shelf {
    /// Functions are held to `roles`; buckets in `telling` tell `told` what is written.
    pub fn new(files: s3s_fs::FileSystem, roles: Roles, telling: BTreeSet<String>, told: Told) -> Self {
        Self { files, roles, telling, told }
    }

    /// Refuses what the role of whoever signed the request does not allow.
    fn allow<T>(&self, request: &S3Request<T>, action: &str, resource: &str) -> S3Result<()> {
        let key = request.credentials.as_ref().map_or("", |credentials| credentials.access_key.as_str());
        if self.roles.allow(key, action, resource) { Ok(()) } else { Err(s3_error!(AccessDenied)) }
    }

    async fn write(
        &self,
        mut request: S3Request<PutObjectInput>,
        how: &'static str,
    ) -> S3Result<S3Response<PutObjectOutput>> {
        let (bucket, key) = (request.input.bucket.clone(), request.input.key.clone());
        self.allow(&request, "s3:PutObject", &format!("{bucket}/{key}"))?;
        request.input.key.push_str(ENDING);
        let response = self.files.put_object(request).await?;
        if self.telling.contains(&bucket) {
            let etag = response.output.e_tag.as_ref().map_or(String::new(), |etag| etag.value().to_owned());
            (self.told)(Written { bucket, key, etag, how });
        }
        Ok(response)
    }
}

#[async_trait::async_trait]
impl S3 for Shelf {
    async fn put_object(&self, request: S3Request<PutObjectInput>) -> S3Result<S3Response<PutObjectOutput>> {
        self.write(request, "PutObject").await
    }

    async fn post_object(&self, request: S3Request<PostObjectInput>) -> S3Result<S3Response<PostObjectOutput>> {
        let named = request.extensions.get::<FileName>().map_or(String::new(), |name| name.0.clone());
        let request = request.map_input(|post| PutObjectInput {
            bucket: post.bucket,
            key: post.key,
            body: post.body,
            metadata: post
                .metadata
                .map(|all| all.into_iter().map(|(name, value)| (name, mailed(&value, &named))).collect()),
            content_type: post.content_type,
            content_length: post.content_length,
            ..PutObjectInput::default()
        });
        let response = self.write(request, "PostObject").await?;
        Ok(response.map_output(|put| PostObjectOutput { e_tag: put.e_tag, ..PostObjectOutput::default() }))
    }

    async fn get_object(&self, mut request: S3Request<GetObjectInput>) -> S3Result<S3Response<GetObjectOutput>> {
        self.allow(&request, "s3:GetObject", &format!("{}/{}", request.input.bucket, request.input.key))?;
        request.input.key.push_str(ENDING);
        self.files.get_object(request).await
    }

    async fn head_object(&self, mut request: S3Request<HeadObjectInput>) -> S3Result<S3Response<HeadObjectOutput>> {
        self.allow(&request, "s3:GetObject", &format!("{}/{}", request.input.bucket, request.input.key))?;
        request.input.key.push_str(ENDING);
        self.files.head_object(request).await
    }

    async fn delete_object(
        &self,
        mut request: S3Request<DeleteObjectInput>,
    ) -> S3Result<S3Response<DeleteObjectOutput>> {
        self.allow(&request, "s3:DeleteObject", &format!("{}/{}", request.input.bucket, request.input.key))?;
        request.input.key.push_str(ENDING);
        self.files.delete_object(request).await
    }

    async fn head_bucket(&self, request: S3Request<HeadBucketInput>) -> S3Result<S3Response<HeadBucketOutput>> {
        self.files.head_bucket(request).await
    }

    async fn list_objects_v2(
        &self,
        mut request: S3Request<ListObjectsV2Input>,
    ) -> S3Result<S3Response<ListObjectsV2Output>> {
        self.allow(&request, "s3:ListBucket", &request.input.bucket)?;
        if let Some(after) = &mut request.input.start_after {
            after.push_str(ENDING);
        }
        let mut response = self.files.list_objects_v2(request).await?;
        for object in response.output.contents.iter_mut().flatten() {
            if let Some(key) = object.key.take() {
                object.key = Some(key.strip_suffix(ENDING).unwrap_or(&key).to_owned());
            }
        }
        Ok(response)
    }
}
